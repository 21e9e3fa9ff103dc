package org.heliograph.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.heliograph.apiaccess.MessageReport;
import org.heliograph.web.i18n.Texts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API's description says what the resources do. */
class OpenApiTest {

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream stream = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            document = new ObjectMapper(new YAMLFactory()).readTree(stream);
        }
    }

    @Test
    void describesEveryOperationAndNoOther() {
        List<String> described = new ArrayList<>();
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        assertThat(described).containsExactlyInAnyOrderElementsOf(operations());
    }

    private static List<String> operations() {
        List<String> operations = new ArrayList<>();
        operations.add("post " + MessagesServlet.PATH.substring(ApiApplication.PATH.length()));
        for (Class<?> resource : new ApiApplication().getClasses()) {
            Path root = resource.getAnnotation(Path.class);
            if (root == null) {
                continue;
            }
            for (Method method : resource.getMethods()) {
                Path path = method.getAnnotation(Path.class);
                String full = "/" + root.value() + (path == null ? "" : "/" + path.value());
                Stream.of(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(java.util.Objects::nonNull)
                        .map(http -> http.value().toLowerCase(Locale.ROOT) + " " + full)
                        .forEach(operations::add);
            }
        }
        return operations;
    }

    @Test
    void describesEveryFieldOfTheRecordsAndNoOther() {
        for (Class<?> type : List.of(
                SendMessageRequest.class,
                SendMessageRequest.Template.class,
                AcceptedMessage.class,
                MessageReport.class,
                Problem.class)) {
            JsonNode schema = document.at("/components/schemas/" + type.getSimpleName());
            List<String> described = new ArrayList<>();
            schema.get("properties").fieldNames().forEachRemaining(described::add);
            List<String> fields = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
            assertThat(described).as(type.getSimpleName()).containsExactlyInAnyOrderElementsOf(fields);
        }
    }

    @Test
    void leadsEveryReferenceSomewhere() {
        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void namesOnlyCodesThatHaveATextInEachLanguage() {
        Texts english = new Texts();
        Texts spanish = new org.heliograph.web.i18n.Texts_es();
        java.util.regex.Matcher codes =
                java.util.regex.Pattern.compile("`([a-z]+(?:_[a-z0-9]+)+)`").matcher(document.toString());
        List<String> named = new ArrayList<>();
        while (codes.find()) {
            named.add(codes.group(1));
        }
        named.removeAll(List.of("invalid_recipient", "opted_out"));
        named.remove("payload_invalid");
        assertThat(named).isNotEmpty().allSatisfy(code -> {
            assertThat(english.containsKey("error." + code)).as(code).isTrue();
            assertThat(spanish.containsKey("error." + code)).as(code).isTrue();
        });
    }
}
