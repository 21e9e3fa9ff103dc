package org.heliograph.apiaccess;

import java.util.List;

/**
 * What a key is and may do.
 *
 * @param webhook where its messages' updates go; null for nowhere
 * @param scopes names of {@link ApiScope}s, at least one
 * @param senders ids of the senders it may use; empty for all
 */
public record SaveApiKey(String name, String webhook, List<String> scopes, List<Long> senders) {}
