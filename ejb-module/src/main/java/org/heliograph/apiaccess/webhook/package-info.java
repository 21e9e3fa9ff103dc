/**
 * Updates of single messages, sent to the address that their sender named.
 *
 * <p>What is to be told is written as rows in the transaction that changed the messages, so nothing is told that did not
 * happen, and nothing that happened is forgotten. Any server takes due rows under a lease, few of one host at a time, and
 * tries each address over more than a day. An update that could have arrived before a crash comes again with the same id.
 *
 * <p>The addresses are chosen by clients, so each is checked where its name becomes an address ({@code GuardedNames}): the
 * connection goes to what was checked, and redirections are not followed.
 */
package org.heliograph.apiaccess.webhook;
