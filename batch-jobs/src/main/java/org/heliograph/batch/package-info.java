/** Jakarta Batch: long work on sets that must survive a restart. */
package org.heliograph.batch;
