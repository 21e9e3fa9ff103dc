package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneZonesTest {

    /** Numbers of countries with several time zones, many with the same beginning. */
    @ParameterizedTest
    @CsvSource({"+1,10", "+34,9", "+351,9", "+52,10", "+55,11", "+56,9", "+61,9", "+62,10", "+64,9", "+7,10"})
    void whatIsRememberedIsWhatALookUpTells(String country, int digits) {
        Random random = new Random(7);
        int known = "+1234567".length() - country.length();
        int rest = digits - known;
        for (int start = 0; start < 400; start++) {
            String beginning = country + (1 + random.nextInt(9)) + digits(random, known - 1);
            for (int i = 0; i < 5; i++) {
                String number = beginning + digits(random, rest);
                Set<ZoneId> told = PhoneZones.lookUp(number);
                if (!told.isEmpty()) {
                    assertThat(PhoneZones.of(number)).as(number).isEqualTo(told);
                }
            }
        }
    }

    /** Two numbers that begin alike, and are in different places. */
    @ParameterizedTest
    @CsvSource({
        "+5593999012345,+5593999212345",
        "+61255053123,+61255050123",
        "+34969060535,+34969060982",
        "+12465219936,+12465211082"
    })
    void aNumberIsNotWhereAnotherOneIsThatBeginsLikeIt(String one, String other) {
        for (String number : List.of(one, other, one)) {
            assertThat(PhoneZones.of(number))
                    .as(number)
                    .isEqualTo(PhoneZones.lookUp(number))
                    .isNotEmpty();
        }
        assertThat(PhoneZones.of(one)).isNotEqualTo(PhoneZones.of(other));
    }

    private static String digits(Random random, int count) {
        return random.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }
}
