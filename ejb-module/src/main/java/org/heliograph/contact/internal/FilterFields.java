package org.heliograph.contact.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.contact.AttributeType;
import org.heliograph.contact.FilterField;
import org.heliograph.contact.FilterField.Kind;
import org.heliograph.contact.TargetFilter;
import org.heliograph.platform.Json;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** What the calling company's targets can filter by. */
@ApplicationScoped
public class FilterFields {

    private static final TypeReference<List<String>> CHOICES = new TypeReference<>() {};

    @Inject
    private Jdbi jdbi;

    /** In the order of the form. */
    public Map<String, FilterField> byKey() {
        Map<String, FilterField> fields = new LinkedHashMap<>();
        add(fields, new FilterField("phone", null, Kind.TEXT, List.of()));
        add(fields, new FilterField("tag", null, Kind.CHOICE, tags()));
        attributes().forEach(field -> add(fields, field));
        List<String> channels = Stream.of(Channel.values()).map(Channel::name).toList();
        add(fields, new FilterField("optOut", null, Kind.CHOICE, channels));
        add(fields, new FilterField("rcsCapable", null, Kind.YES_NO, List.of()));
        add(fields, new FilterField("createdAt", null, Kind.DATE, List.of()));
        return fields;
    }

    private static void add(Map<String, FilterField> fields, FilterField field) {
        fields.put(field.key(), field);
    }

    private List<String> tags() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select name from tag where company_id = :company order by lower(name)")
                        .bind("company", Callers.get().company())
                        .mapTo(String.class)
                        .list());
    }

    private List<FilterField> attributes() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select name, type, choices from attribute where company_id = :company order by position, id")
                .bind("company", Callers.get().company())
                .map((row, context) -> new FilterField(
                        TargetFilter.ofAttribute(row.getString(1)),
                        row.getString(1),
                        FilterField.kindOf(AttributeType.valueOf(row.getString(2))),
                        Json.read(row.getString(3), CHOICES)))
                .list());
    }
}
