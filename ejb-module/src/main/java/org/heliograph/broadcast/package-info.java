/**
 * Broadcasts: who gets them, over which steps, when, and how they stand.
 *
 * <p>Launching freezes the audience in one statement; from then on a broadcast is rows of {@code recipient}, each of which
 * ends in exactly one final state, whatever crashes in between.
 */
package org.heliograph.broadcast;
