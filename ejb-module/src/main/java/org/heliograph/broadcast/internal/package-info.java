/** The engine of broadcasts: audience, chunks, progress, timers, and their statements. */
package org.heliograph.broadcast.internal;
