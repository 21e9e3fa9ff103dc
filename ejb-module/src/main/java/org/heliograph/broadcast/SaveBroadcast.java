package org.heliograph.broadcast;

import java.util.List;

/**
 * What a user has filled in.
 *
 * @param id null for a new one
 * @param version of the broadcast that was edited, so that nobody's changes are overwritten
 */
public record SaveBroadcast(
        Long id,
        int version,
        String name,
        String description,
        BroadcastType type,
        Audience audience,
        boolean checkRcs,
        List<BroadcastStep> steps,
        DeliveryRules rules) {

    /** One that only follows the company's rules. */
    public SaveBroadcast(
            Long id,
            int version,
            String name,
            String description,
            BroadcastType type,
            Audience audience,
            boolean checkRcs,
            List<BroadcastStep> steps) {
        this(id, version, name, description, type, audience, checkRcs, steps, DeliveryRules.NONE);
    }

    /** A new one like it. */
    public SaveBroadcast copyFor(Audience recipients, String nameOfCopy) {
        return new SaveBroadcast(null, 0, nameOfCopy, description, type, recipients, checkRcs, steps, rules);
    }
}
