/**
 * SMS over SMPP 3.4, the protocol of carriers' message centres (SMSC).
 *
 * <p>jsmpp keeps the session: bind, enquire_link, unbind and their states. Its own submit blocks a thread for each
 * message, and its own deliver_sm handling stores one message at a time, so both are taken past it at the seams it
 * offers: {@link org.heliograph.provider.smpp.WindowedSession} writes submit_sm without waiting, an own PDU reader hands
 * the answers back on the reading thread, and deliver_sm are gathered, stored together and acknowledged together.
 */
package org.heliograph.provider.smpp;
