package org.heliograph.platform.grid;

import java.util.Map;

/** A grid's rows as SQL for use in another statement, with the values to bind. */
public record GridSelection(String sql, Map<String, Object> bindings) {}
