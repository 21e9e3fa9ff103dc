package org.heliograph.broadcast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Who a broadcast is for: the union of targets, tags and typed numbers, or those of another broadcast who failed.
 *
 * @param phones E.164
 * @param failedOf id of a broadcast; null for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Audience(List<Long> targets, List<Long> tags, List<String> phones, Long failedOf) {

    public Audience {
        targets = targets == null ? List.of() : List.copyOf(targets);
        tags = tags == null ? List.of() : List.copyOf(tags);
        phones = phones == null ? List.of() : List.copyOf(phones);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return targets.isEmpty() && tags.isEmpty() && phones.isEmpty() && failedOf == null;
    }
}
