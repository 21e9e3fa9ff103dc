package org.heliograph.platform.grid;

import java.io.Serializable;
import java.util.List;

/**
 * What a user asks of a grid.
 *
 * @param sort column key; null for the default order
 */
public record GridQuery(List<GridFilter> filters, String sort, boolean descending) implements Serializable {

    public static final GridQuery ALL = new GridQuery(List.of(), null, false);
}
