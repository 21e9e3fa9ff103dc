/**
 * Who acts, and for which company.
 *
 * <p>A request, a queue message, a timer and a job each run as a {@link org.heliograph.platform.tenancy.Caller}. The
 * {@link org.heliograph.platform.tenancy.Tenanted} interceptor tells the database at the start of each transaction, and
 * row-level security does the rest: a forgotten condition shows nothing of another company.
 */
package org.heliograph.platform.tenancy;
