package org.heliograph.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import org.heliograph.platform.grid.GridFilter.Operator;

/**
 * One criterion of a target.
 *
 * @param field {@code phone}, {@code tag}, {@code rcsCapable}, {@code createdAt}, {@code optOut} or
 *     {@code attribute.<name>}
 * @param value for VALUE: a substring of texts, else the whole value; dates as ISO 8601, yes/no as true and false
 * @param from lower end of a RANGE of numbers or dates, inclusive; null for open
 * @param to upper end, inclusive (a whole day); null for open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetFilter(String field, Operator operator, String value, String from, String to)
        implements Serializable {

    private static final String ATTRIBUTE = "attribute.";

    public static TargetFilter value(String field, String value) {
        return new TargetFilter(field, Operator.VALUE, value, null, null);
    }

    public static TargetFilter range(String field, String from, String to) {
        return new TargetFilter(field, Operator.RANGE, null, from, to);
    }

    public static TargetFilter empty(String field) {
        return new TargetFilter(field, Operator.EMPTY, null, null, null);
    }

    public static TargetFilter nonEmpty(String field) {
        return new TargetFilter(field, Operator.NON_EMPTY, null, null, null);
    }

    /** The field's name in filters for an attribute. */
    public static String ofAttribute(String name) {
        return ATTRIBUTE + name;
    }

    /** The attribute's name; null if the field is none. */
    public String attribute() {
        return field.startsWith(ATTRIBUTE) ? field.substring(ATTRIBUTE.length()) : null;
    }

    // Read by pages.
    public String getField() {
        return field;
    }

    public String getOperator() {
        return operator.name();
    }

    public String getValue() {
        return value;
    }

    public String getFrom() {
        return from;
    }

    public String getTo() {
        return to;
    }
}
