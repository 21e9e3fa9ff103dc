/**
 * Imports of contacts as batch jobs: {@code contact-check} reads the file and stages its rows, {@code contact-import}
 * makes contacts of them.
 *
 * <p>The checkpoint that counts is the import's own row, committed together with each chunk by
 * {@link org.heliograph.contact.imports.ImportWork}. An interrupted import therefore goes on as a new execution, on any
 * server and after any deployment; the batch runtime's repository is only its diary.
 */
package org.heliograph.batch.contact;
