package org.heliograph.broadcast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.heliograph.platform.error.InvalidException;

/**
 * Who is left out of a broadcast although its audience holds them: each contact to whom any of this applies.
 *
 * @param phones E.164
 * @param reachedDays those to whom a broadcast has sent something in as many days; null for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Exclusions(List<Long> targets, List<Long> tags, List<String> phones, Integer reachedDays) {

    public static final Exclusions NONE = new Exclusions(List.of(), List.of(), List.of(), null);

    /** More would read more messages than a launch may. */
    public static final int MAX_DAYS = 90;

    public Exclusions {
        targets = targets == null ? List.of() : List.copyOf(targets);
        tags = tags == null ? List.of() : List.copyOf(tags);
        phones = phones == null ? List.of() : List.copyOf(phones);
    }

    /** @throws InvalidException if the number of days is out of its range */
    public void check() {
        if (reachedDays != null && (reachedDays < 1 || reachedDays > MAX_DAYS)) {
            throw new InvalidException("excluded_days", "reachedDays", MAX_DAYS);
        }
    }

    /** The same with no other targets and tags than these. */
    Exclusions keeping(Set<Long> existingTargets, Set<Long> existingTags) {
        return new Exclusions(
                targets.stream().filter(existingTargets::contains).toList(),
                tags.stream().filter(existingTags::contains).toList(),
                phones,
                reachedDays);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return targets.isEmpty() && tags.isEmpty() && phones.isEmpty() && reachedDays == null;
    }
}
