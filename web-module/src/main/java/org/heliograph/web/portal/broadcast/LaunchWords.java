package org.heliograph.web.portal.broadcast;

import org.heliograph.broadcast.BroadcastStatus;

/** What the user is told after a launch. */
final class LaunchWords {

    private LaunchWords() {}

    /** Key of the text about a broadcast that the launch has brought to the status. */
    static String key(BroadcastStatus status) {
        return key(status, "broadcast.launched");
    }

    /** @param launched key of the text about one that is under way */
    static String key(BroadcastStatus status, String launched) {
        return switch (status) {
            case ON_MODERATION -> "broadcast.sentToModeration";
            case SCHEDULED -> "broadcast.scheduled";
            case FAILED -> "broadcast.reachesNobody";
            default -> launched;
        };
    }
}
