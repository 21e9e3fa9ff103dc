/**
 * The SMSC: SMPP 3.4 on jsmpp's server classes. Receipts and replies are sent through {@link
 * org.heliograph.simulator.smpp.CarrierSession}, which keeps a window of unanswered deliver_sm per bind instead of a
 * blocked thread per message as jsmpp's own call does; that is what makes tens of thousands a second possible.
 */
package org.heliograph.simulator.smpp;
