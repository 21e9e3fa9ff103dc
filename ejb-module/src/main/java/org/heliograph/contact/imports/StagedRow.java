package org.heliograph.contact.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.Serializable;
import java.util.Map;

/**
 * A checked row that waits to become a contact.
 *
 * @param attributes by name
 * @param existing whether its number is a contact already
 */
public record StagedRow(long rowNumber, String phone, Map<String, Object> attributes, boolean existing)
        implements Serializable {

    static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    // Read by pages.
    public long getRowNumber() {
        return rowNumber;
    }

    public String getPhone() {
        return phone;
    }

    public Map<String, Object> getAttributes() {
        return attributes;
    }

    public boolean isExisting() {
        return existing;
    }
}
