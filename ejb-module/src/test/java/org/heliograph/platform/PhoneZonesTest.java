package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneZonesTest {

    /** Numbers of countries with several time zones, many with the same beginning. */
    @ParameterizedTest
    @CsvSource({"+1,10", "+34,9", "+351,9", "+52,10", "+55,11", "+56,9", "+61,9", "+62,10", "+64,9", "+7,10"})
    void whatIsRememberedIsWhatALookUpTells(String country, int digits) {
        Random random = new Random(7);
        for (int start = 0; start < 40; start++) {
            String beginning = country + (100_000 + random.nextInt(900_000));
            for (int i = 0; i < 5; i++) {
                int rest = digits - 6;
                String number = beginning + String.format("%0" + rest + "d", random.nextInt((int) Math.pow(10, rest)));
                Set<ZoneId> told = PhoneZones.lookUp(number);
                if (!told.isEmpty()) {
                    assertThat(PhoneZones.of(number)).as(number).isEqualTo(told);
                }
            }
        }
    }
}
