package org.heliograph.contact;

/** What values an attribute takes. */
public enum AttributeType {
    EMAIL,
    TEXT,
    /** One of the attribute's choices. */
    LIST,
    NUMBER,
    DATE,
    YES_NO
}
