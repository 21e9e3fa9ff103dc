package org.heliograph.contact.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.contact.Attribute;
import org.heliograph.contact.AttributeValues;
import org.heliograph.platform.Json;
import org.heliograph.platform.PhoneNumbers;

/** Turns a row into a contact, or says why not. Immutable, for several threads. */
final class RowChecker {

    private final int phoneColumn;
    private final String country;
    private final List<Column> columns = new ArrayList<>();

    private record Column(int index, String name, AttributeValues values) {}

    /**
     * @param reason code of the error; null if the row is valid
     * @param field the attribute at fault, null for the number
     * @param value what stood there
     */
    record Checked(TableRow row, String phone, String attributes, String reason, String field, String value) {
        boolean isValid() {
            return reason == null;
        }
    }

    /**
     * @param attributes all of the company; those that are gone are left out
     */
    RowChecker(ImportSettings settings, List<Attribute> attributes) {
        phoneColumn = settings.getPhoneColumn();
        country = settings.getCountry();
        Map<Long, Attribute> byId = new HashMap<>();
        attributes.forEach(attribute -> byId.put(attribute.getId(), attribute));
        settings.getAttributeColumns().forEach((column, id) -> {
            Attribute attribute = byId.get(id);
            if (attribute != null) {
                columns.add(new Column(column, attribute.getName(), attribute.values(settings.getDates())));
            }
        });
    }

    /** Names of the attributes the file fills. */
    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The first thing wrong with the row, looking at the number first. */
    Checked check(TableRow row) {
        String number = row.cell(phoneColumn);
        PhoneNumbers.Parsed phone = PhoneNumbers.parseListed(number, country);
        if (!phone.isValid()) {
            return new Checked(row, null, null, "phone_" + phone.problem(), null, number);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : columns) {
            String text = row.cell(column.index());
            AttributeValues.Parsed parsed = column.values().parse(text);
            if (parsed.problem() != null) {
                return new Checked(row, null, null, parsed.problem(), column.name(), text);
            }
            if (parsed.value() != null) {
                values.put(column.name(), parsed.value());
            }
        }
        return new Checked(row, phone.e164(), Json.write(values), null, null, null);
    }
}
