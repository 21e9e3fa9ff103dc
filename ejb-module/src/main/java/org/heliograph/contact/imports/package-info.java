/**
 * Imports of contacts from files, a thousand rows or two million.
 *
 * <p>An import lives in its {@code import_job} row and needs nothing else, so every page of the wizard and every phase
 * can be taken up after a restart. It has two phases, each a batch job that commits its rows and its checkpoint together:
 *
 * <ol>
 *   <li><b>Check.</b> The file is read once, as a stream. Each row is staged in {@code import_row} with its number in
 *       E.164 and its typed values, or kept in {@code import_rejection} with the reason. At the end one statement marks the
 *       rows whose number another row of the file stands for; this needs no memory, and no row's fate depends on chunks.
 *   <li><b>Import.</b> Windows of staged rows become contacts, each with one statement. As a number occurs once among the
 *       rows that count, an existing contact is one that the import did not make, also after a resumption.
 * </ol>
 *
 * <p>Who works on an import holds a lease and a number of the attempt; a chunk is committed only by the latest attempt and
 * only onto the checkpoint it started from, so that no row is done twice or left out.
 */
package org.heliograph.contact.imports;
