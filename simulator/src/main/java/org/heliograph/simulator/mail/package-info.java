/**
 * The mail exchanger of all recipients: takes mail over SMTP, refuses it, or takes it and sends a bounce (RFC 3464) to
 * the envelope sender later. Replies of the handset leave by the same way as bounces.
 */
package org.heliograph.simulator.mail;
