package org.heliograph.web.portal.broadcast;

import org.heliograph.broadcast.BroadcastStatus;

/** What the user is told after a launch. */
final class LaunchWords {

    private LaunchWords() {}

    /** Key of the text about a broadcast that the launch has brought to the status. */
    static String key(BroadcastStatus status) {
        return switch (status) {
            case ON_MODERATION -> "broadcast.sentToModeration";
            case SCHEDULED -> "broadcast.scheduled";
            case FAILED -> "broadcast.reachesNobody";
            default -> "broadcast.launched";
        };
    }
}
