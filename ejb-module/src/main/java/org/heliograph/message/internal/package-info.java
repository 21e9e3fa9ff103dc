/** Queues, listeners, and the statements on messages. */
package org.heliograph.message.internal;
