/**
 * Tables into files: CSV and XLSX, written row by row, so that a file of any length needs no memory. Short ones are written
 * straight to the browser; long ones by a batch job into a file that is kept for a week.
 *
 * <p>A job that was interrupted starts its file anew: reading by key costs seconds for a million rows, and half an XLSX file
 * cannot be continued.
 */
package org.heliograph.export;
