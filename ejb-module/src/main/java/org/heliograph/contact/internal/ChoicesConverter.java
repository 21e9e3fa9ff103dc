package org.heliograph.contact.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.platform.Json;

/** A list of texts as a JSON array. The driver hands JSON out as an object whose text is the JSON. */
@Converter
public class ChoicesConverter implements AttributeConverter<List<String>, Object> {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    @Override
    public Object convertToDatabaseColumn(List<String> choices) {
        return Json.write(choices == null ? List.of() : choices);
    }

    @Override
    public List<String> convertToEntityAttribute(Object json) {
        return json == null ? new ArrayList<>() : Json.read(json.toString(), TEXTS);
    }
}
