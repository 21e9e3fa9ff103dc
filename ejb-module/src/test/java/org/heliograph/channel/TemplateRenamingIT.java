package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL renames in JSON what {@link Template} reads as a placeholder, and nothing else. */
class TemplateRenamingIT {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(
                        "city", "town", "Hi {{city}}, {{ attribute.city }}!", "Hi {{town}}, {{ attribute.town }}!"),
                Arguments.of("city", "town", "{{city|\"here\" \\ there\n}}", "{{town|\"here\" \\ there\n}}"),
                Arguments.of("city", "town", "{{{city}}} {{city|}}", "{{{town}}} {{town|}}"),
                Arguments.of("city", "town", "{city} {{city {{city|a{b}} {{cityHall}}", null),
                Arguments.of("city", "town", "{{big city}} {{City}} {{city.attribute}}", null),
                Arguments.of("a.b-c", "año de alta", "{{a.b-c}} {{aXb-c}}", "{{año de alta}} {{aXb-c}}"),
                Arguments.of("año de alta", "1", "{{año de alta}}", "{{1}}"),
                Arguments.of("city", "attribute.city", "{{city}}", "{{attribute.attribute.city}}"),
                Arguments.of("attribute.city", "town", "{{attribute.city}}", null),
                Arguments.of("attribute.city", "town", "{{attribute.attribute.city}}", "{{attribute.town}}"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void renamesPlaceholdersOfTheName(String before, String after, String text, String expected) {
        String renamed = rename(Template.renaming(before, after), text);
        assertThat(renamed).isEqualTo(expected == null ? text : expected);
        assertThat(Template.compile(renamed).names()).doesNotContain(before);
    }

    private static String rename(Template.Renaming renaming, String text) {
        TestDatabase database = TestDatabase.get();
        return database.call(Caller.SYSTEM, () -> database.jdbi()
                .withHandle(handle -> handle.createQuery("select regexp_replace(jsonb_build_object('text', :text::text,"
                                + " 'more', jsonb_build_object('card', jsonb_build_object('x', 1)))::text,"
                                + " :pattern, :replacement, 'g')::jsonb ->> 'text'")
                        .bind("text", text)
                        .bind("pattern", renaming.pattern())
                        .bind("replacement", renaming.replacement())
                        .mapTo(String.class)
                        .one()));
    }
}
