/**
 * Exports as batch jobs: {@code grid-export} reads a table page by page and writes it to a file.
 *
 * <p>Progress and ownership are in the export's own row, see {@link org.heliograph.export.ExportWork}; an interrupted
 * export is a new execution with a new file, on any server and after any deployment.
 */
package org.heliograph.batch.export;
