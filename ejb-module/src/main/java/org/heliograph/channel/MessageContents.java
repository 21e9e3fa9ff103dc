package org.heliograph.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Message contents as JSON: the stored form, which names its type, and the payload of the API, whose channel does. */
public final class MessageContents {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Type of an RCS payload by the field that only this type has. */
    private static final Map<String, String> RCS_TYPES =
            Map.of("text", "rcs_text", "card", "rcs_card", "cards", "rcs_carousel", "file", "rcs_file");

    private MessageContents() {}

    /** @throws InvalidContentException if it is not a content, or has a field that the content does not know */
    public static MessageContent parse(String json) {
        try {
            return MAPPER.readValue(json, MessageContent.class);
        } catch (JsonProcessingException e) {
            throw explain(e);
        }
    }

    public static String write(MessageContent content) {
        try {
            return MAPPER.writerFor(MessageContent.class).writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot write " + content.getClass().getSimpleName(), e);
        }
    }

    /**
     * Reads what an API caller wants to send: the stored form without {@code type}, for example <code>{"text": …}</code>
     * for SMS, or <code>{"card": {…}}</code> for RCS. Limits are not checked here, see {@link
     * MessageContent#validate()}.
     *
     * @throws InvalidContentException naming the field at fault
     */
    public static MessageContent parsePayload(Channel channel, JsonNode payload) {
        if (payload == null || !payload.isObject()) {
            throw new InvalidContentException("", "The payload must be a JSON object.");
        }
        if (payload.has("type")) {
            throw new InvalidContentException("type", "The channel gives the type; leave out \"type\".");
        }
        ObjectNode typed = payload.deepCopy();
        typed.put("type", type(channel, payload));
        try {
            return MAPPER.treeToValue(typed, MessageContent.class);
        } catch (JsonProcessingException e) {
            throw explain(e);
        }
    }

    private static String type(Channel channel, JsonNode payload) {
        return switch (channel) {
            case SMS -> "sms";
            case EMAIL -> "email";
            case RCS -> {
                var types = RCS_TYPES.keySet().stream().filter(payload::has).toList();
                if (types.size() != 1) {
                    throw new InvalidContentException(
                            "", "An RCS payload has exactly one of \"text\", \"card\", \"cards\" and \"file\".");
                }
                yield RCS_TYPES.get(types.get(0));
            }
            default -> throw new InvalidContentException("", "Channel " + channel + " takes templates only.");
        };
    }

    private static InvalidContentException explain(JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
        if (e instanceof UnrecognizedPropertyException) {
            return new InvalidContentException(field, "Unknown field \"" + field + "\".");
        }
        if (e instanceof InvalidTypeIdException) {
            String at = field.isEmpty() ? "type" : field + ".type";
            return new InvalidContentException(at, "Unknown or missing \"" + at + "\".");
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return new InvalidContentException(
                    field,
                    "\"" + field + "\" must be one of "
                            + Arrays.toString(format.getTargetType().getEnumConstants()) + ".");
        }
        if (e instanceof JsonMappingException && !field.isEmpty()) {
            return new InvalidContentException(field, "\"" + field + "\" does not have the expected form.");
        }
        return new InvalidContentException("", "The content is not valid JSON for a message.");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
