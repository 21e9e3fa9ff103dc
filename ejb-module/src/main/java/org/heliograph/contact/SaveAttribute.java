package org.heliograph.contact;

import java.util.List;

/**
 * @param id null for a new attribute
 * @param type cannot change later; ignored when the id is given
 * @param choices of a LIST, at least one; else ignored
 * @param version as it was read; ignored for a new one
 */
public record SaveAttribute(
        Long id, String name, AttributeType type, List<String> choices, boolean showInProfile, int version) {}
