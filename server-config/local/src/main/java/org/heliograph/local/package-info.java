/**
 * Runs the whole product on one machine: PostgreSQL, the OpenMQ broker, the carrier simulator and Payara Micro with the
 * bundle, each a child process of one launcher.
 *
 * <p>Nothing outlives the launcher: children are stopped in reverse order when it ends or when one of them does, and
 * every Java child carries {@link org.heliograph.local.ParentWatch}, which ends it if the launcher is killed outright.
 */
package org.heliograph.local;
