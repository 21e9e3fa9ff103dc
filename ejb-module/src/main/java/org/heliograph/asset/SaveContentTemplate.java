package org.heliograph.asset;

import org.heliograph.channel.MessageContent;

/**
 * Asks to save a content template.
 *
 * @param id null for a new one
 * @param version as it was read; nothing for a new one
 */
public record SaveContentTemplate(Long id, int version, String name, MessageContent content) {}
