package org.heliograph.contact;

import java.util.List;

/**
 * @param id null for a new target
 * @param version as it was read; ignored for a new one
 */
public record SaveTarget(Long id, String name, List<TargetFilter> filters, int version) {}
