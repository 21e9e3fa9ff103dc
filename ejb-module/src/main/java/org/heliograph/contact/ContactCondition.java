package org.heliograph.contact;

import java.util.Map;

/**
 * A condition on contacts as SQL over the alias {@code c}; user input is in the bindings only.
 *
 * @param bindings by name; names are unique across the conditions of one statement
 */
public record ContactCondition(String sql, Map<String, Object> bindings) {}
