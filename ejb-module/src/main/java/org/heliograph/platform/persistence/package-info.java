/**
 * The way to the database: JPA for what people edit, SQL through Jdbi for sets. Both share the connection of the
 * current transaction.
 */
package org.heliograph.platform.persistence;
