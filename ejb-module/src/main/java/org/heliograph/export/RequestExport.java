package org.heliograph.export;

import org.heliograph.platform.grid.GridQuery;

/**
 * Asks for a table as a file.
 *
 * @param grid name of the grid
 * @param query which rows; their order is that of their keys, newest first
 * @param fileName as the user will see it, without the extension
 */
public record RequestExport(String grid, GridQuery query, ExportLayout layout, ExportFormat format, String fileName) {}
