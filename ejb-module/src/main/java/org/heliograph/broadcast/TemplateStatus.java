package org.heliograph.broadcast;

/** How a template stands. Where broadcasts are not moderated, every template is active. */
public enum TemplateStatus {
    /** Not sent to moderation yet, or changed since it was approved. */
    DRAFT,
    ON_MODERATION,
    /** The reason says why. */
    REJECTED,
    /** It can be launched, and its schedule counts. */
    ACTIVE
}
