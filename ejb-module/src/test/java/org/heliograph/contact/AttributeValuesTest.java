package org.heliograph.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER|42|42",
                "NUMBER|-1.50|-1.50",
                "NUMBER|3,5|3.5",
                "NUMBER|1,234|1234",
                "NUMBER|1,234.5|1234.5",
                "NUMBER|1.234,5|1234.5",
                "NUMBER|1 234|1234",
                "YES_NO|Yes|true",
                "YES_NO|0|false",
                "YES_NO|SÍ|true",
                "LIST|gold|Gold",
                "EMAIL|a.b+c@mail.example.org|a.b+c@mail.example.org",
                "EMAIL|josé@correo.es|josé@correo.es",
                "TEXT| two words |two words",
                "DATE|2024-02-29|2024-02-29",
                "DATE|24.12.2025|2025-12-24",
                "DATE|1.2.2003|2003-02-01"
            })
    void reads(AttributeType type, String text, String value) {
        assertThat(parse(type, text, DateOrder.DAY_MONTH_YEAR).value()).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER|abc|value_number",
                "NUMBER|1.2.3|value_number",
                "NUMBER|1e5|value_number",
                "YES_NO|maybe|value_yes_no",
                "LIST|bronze|value_choice",
                "EMAIL|a@b|value_email",
                "EMAIL|@example.org|value_email",
                "EMAIL|a b@example.org|value_email",
                "DATE|30.02.2024|value_date",
                "DATE|12/24/2025|value_date",
                "DATE|2025-13-01|value_date"
            })
    void refuses(AttributeType type, String text, String problem) {
        assertThat(parse(type, text, DateOrder.DAY_MONTH_YEAR).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void takesBlankTextsForNoValue(String text) {
        for (AttributeType type : AttributeType.values()) {
            assertThat(parse(type, text, DateOrder.ISO)).isEqualTo(new AttributeValues.Parsed(null, null));
        }
    }

    @Test
    void readsAmericanDatesWhenAsked() {
        assertThat(parse(AttributeType.DATE, "02/03/2004", DateOrder.MONTH_DAY_YEAR)
                        .value())
                .isEqualTo("2004-02-03");
    }

    @Test
    void refusesTextsNobodyCouldRead() {
        assertThat(parse(AttributeType.TEXT, "x".repeat(2_001), DateOrder.ISO).problem())
                .isEqualTo("value_long");
    }

    private static AttributeValues.Parsed parse(AttributeType type, String text, DateOrder dates) {
        return AttributeValues.of(type, List.of("Gold", "Silver"), dates).parse(text);
    }
}
