package org.heliograph.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * @param id null for a new contact
 * @param phone international, or national of the company's default country
 * @param values texts by attribute name, dates as {@code dates} says; missing or blank ones clear the attribute
 * @param tags names; new ones are made
 * @param readAt when the contact had last been changed as it was read; ignored for a new one
 */
public record SaveContact(
        Long id, String phone, Map<String, String> values, DateOrder dates, List<String> tags, Instant readAt) {}
