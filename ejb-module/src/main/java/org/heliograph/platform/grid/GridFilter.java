package org.heliograph.platform.grid;

import java.io.Serializable;

/**
 * One condition on a column; those of a query are combined with AND.
 *
 * @param value substring, or the whole value for STATUS and YES_NO; null for the operators that take none
 * @param from lower end of a range, inclusive; null for open
 * @param to upper end of a range, inclusive; null for open
 */
public record GridFilter(String column, Operator operator, String value, String from, String to)
        implements Serializable {

    /** What is asked of the column. */
    public enum Operator {
        VALUE,
        RANGE,
        EMPTY,
        NON_EMPTY
    }
}
