package org.heliograph.web.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.platform.Json;

/** The API's records as JSON. Strict on input: no unknown or repeated fields, nothing after the end, 256 KB at most. */
@Provider
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class JsonBody implements MessageBodyWriter<Record> {

    private static final Logger LOG = Logger.getLogger(JsonBody.class.getName());
    private static final ObjectMapper STRICT = Json.MAPPER
            .copy()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

    /** PostgreSQL stores every character but this one. */
    private static final String NUL = "\\u0000";

    /** @throws MalformedBodyException if the body is none of the type, or breaks off */
    static <T> T read(Class<T> type, InputStream stream) {
        byte[] body;
        try {
            body = stream.readNBytes(ApiFilter.MAX_BODY + 1);
        } catch (IOException e) {
            LOG.log(Level.FINE, "The body of a request broke off", e);
            throw new MalformedBodyException(400, "request_invalid", null);
        }
        return parse(type, body);
    }

    static <T> T parse(Class<T> type, byte[] body) {
        if (body.length > ApiFilter.MAX_BODY) {
            throw new MalformedBodyException(413, "body_too_large", null, ApiFilter.MAX_BODY / 1024);
        }
        if (body.length == 0) {
            throw new MalformedBodyException(400, "body_missing", null);
        }
        try {
            T value = STRICT.readValue(body, type);
            if (value == null) {
                throw new MalformedBodyException(400, "body_missing", null);
            }
            if (new String(body, StandardCharsets.UTF_8).contains(NUL)) {
                throw new MalformedBodyException(400, "json_nul", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw explain(e);
        } catch (CharConversionException e) {
            throw new MalformedBodyException(400, "json_not_utf8", null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MalformedBodyException explain(JsonProcessingException e) {
        JsonLocation place = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
        if (e instanceof UnrecognizedPropertyException unknown) {
            String field = path(unknown);
            return new MalformedBodyException(400, "field_unknown", field, field);
        }
        if (e instanceof JsonMappingException mapping && !path(mapping).isEmpty()) {
            String field = path(mapping);
            return new MalformedBodyException(400, "field_malformed", field, field);
        }
        if (e instanceof MismatchedInputException && e.getLocation() != null && isStart(e.getLocation())) {
            return new MalformedBodyException(400, "json_not_object", null);
        }
        return new MalformedBodyException(400, "json_malformed", null, place.getLineNr(), place.getColumnNr());
    }

    /** A value of another kind is refused where it starts, before anything of it was read. */
    private static boolean isStart(JsonLocation place) {
        return place.getLineNr() == 1 && place.getColumnNr() == 1;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type.isRecord();
    }

    @Override
    public void writeTo(
            Record value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream stream)
            throws IOException {
        stream.write(Json.MAPPER.writeValueAsBytes(value));
    }
}
