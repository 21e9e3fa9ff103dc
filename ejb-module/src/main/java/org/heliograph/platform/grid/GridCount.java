package org.heliograph.platform.grid;

/**
 * How many rows a query finds.
 *
 * @param exact false if counting stopped at the limit and the planner's estimate is given instead
 */
public record GridCount(long rows, boolean exact) {}
