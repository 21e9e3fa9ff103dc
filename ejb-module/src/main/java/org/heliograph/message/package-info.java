/**
 * A message and its life: submit, dispatch over the channels' queues, results, reports, inbound, EDR.
 *
 * <p>The database is the truth, the queue a wake-up call. What is to be sent is committed as rows first; the queue's
 * message only carries ids, may be lost or come twice, and a timer repeats it until the rows say the work is done. So
 * there is no distributed transaction that a crash could leave in doubt.
 *
 * <p>A send is: claim the rows (short transaction), hand them over (no transaction), record the results (one statement
 * per set). What was claimed and has no result when its lease ends is sent again and marked as repeated.
 */
package org.heliograph.message;
