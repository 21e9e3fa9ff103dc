package org.heliograph.contact;

import java.io.Serializable;
import java.util.List;

/**
 * Something of a contact a target can filter by.
 *
 * @param key as in {@link TargetFilter#field()}
 * @param label the attribute's name; null for what every contact has, whose text is {@code target.field.<key>}
 * @param choices values to choose from, for CHOICE
 */
public record FilterField(String key, String label, Kind kind, List<String> choices) implements Serializable {

    /** How its values compare. */
    public enum Kind {
        TEXT,
        NUMBER,
        DATE,
        YES_NO,
        CHOICE
    }

    public boolean rangeable() {
        return kind == Kind.NUMBER || kind == Kind.DATE;
    }

    /** How values of an attribute of the type compare. */
    public static Kind kindOf(AttributeType type) {
        return switch (type) {
            case EMAIL, TEXT -> Kind.TEXT;
            case LIST -> Kind.CHOICE;
            case NUMBER -> Kind.NUMBER;
            case DATE -> Kind.DATE;
            case YES_NO -> Kind.YES_NO;
        };
    }

    // Read by pages.
    public String getKey() {
        return key;
    }

    public String getLabel() {
        return label;
    }

    public String getKind() {
        return kind.name();
    }

    public List<String> getChoices() {
        return choices;
    }

    public boolean isRangeable() {
        return rangeable();
    }
}
