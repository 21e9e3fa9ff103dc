/**
 * The channels: what a message may contain on each of them, and the contract every provider fulfils.
 *
 * <p>A provider is one package under {@code org.heliograph.provider} that implements {@link
 * org.heliograph.channel.Provider}; it is found by CDI, holds no transaction, no entity manager and no JMS, and nobody
 * imports it. News from a provider is handed to {@link org.heliograph.channel.ProviderEvents}, which stores it durably
 * before it returns, so that a provider may acknowledge to the carrier at once.
 *
 * <p>A content is a record per kind of message: it knows its limits, its texts and its JSON, and nothing of carriers.
 * Texts keep their placeholders until a {@link org.heliograph.channel.ContentTemplate}, compiled once per broadcast,
 * renders them for a recipient.
 */
package org.heliograph.channel;
