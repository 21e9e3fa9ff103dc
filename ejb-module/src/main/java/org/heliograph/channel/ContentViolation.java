package org.heliograph.channel;

/**
 * A limit that a message breaks.
 *
 * @param field path of the field at fault, for example {@code card.title}
 * @param code key of the text in the bundles ({@code content.<code>}), for example {@code too_long}
 * @param limit the limit, where there is one, else 0
 */
public record ContentViolation(String field, String code, int limit) {}
