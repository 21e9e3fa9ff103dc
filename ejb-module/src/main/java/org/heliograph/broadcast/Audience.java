package org.heliograph.broadcast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;

/**
 * Who a broadcast is for: the union of targets, tags and typed numbers, or those of another broadcast who failed, or did not
 * open what they got.
 *
 * @param phones E.164
 * @param failedOf id of a broadcast whose unsuccessful recipients they are; null for none
 * @param unopenedOf id of a broadcast whose delivered message they have not opened; null for none
 * @param exclusions who of them is left out
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Audience(
        List<Long> targets,
        List<Long> tags,
        List<String> phones,
        Long failedOf,
        Long unopenedOf,
        Exclusions exclusions) {

    public Audience {
        targets = targets == null ? List.of() : List.copyOf(targets);
        tags = tags == null ? List.of() : List.copyOf(tags);
        phones = phones == null ? List.of() : List.copyOf(phones);
        exclusions = exclusions == null ? Exclusions.NONE : exclusions;
    }

    public Audience(List<Long> targets, List<Long> tags, List<String> phones, Long failedOf, Long unopenedOf) {
        this(targets, tags, phones, failedOf, unopenedOf, Exclusions.NONE);
    }

    public Audience(List<Long> targets, List<Long> tags, List<String> phones, Long failedOf) {
        this(targets, tags, phones, failedOf, null);
    }

    /** Those whom a broadcast did not reach. */
    public static Audience failedOf(long broadcast) {
        return new Audience(List.of(), List.of(), List.of(), broadcast, null);
    }

    /** Those who got a broadcast's message and did not open it. */
    public static Audience unopenedOf(long broadcast) {
        return new Audience(List.of(), List.of(), List.of(), null, broadcast);
    }

    /** The same with nobody left out. */
    public Audience withoutExclusions() {
        return new Audience(targets, tags, phones, failedOf, unopenedOf);
    }

    /** The same with no other targets and tags than these, neither chosen nor excluded. */
    Audience keeping(Set<Long> existingTargets, Set<Long> existingTags) {
        return new Audience(
                targets.stream().filter(existingTargets::contains).toList(),
                tags.stream().filter(existingTags::contains).toList(),
                phones,
                failedOf,
                unopenedOf,
                exclusions.keeping(existingTargets, existingTags));
    }

    /** In how many ways it names contacts; one who is named in several is a recipient once. */
    public int ways() {
        return targets.size()
                + tags.size()
                + (phones.isEmpty() ? 0 : 1)
                + (failedOf == null ? 0 : 1)
                + (unopenedOf == null ? 0 : 1);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return ways() == 0;
    }
}
