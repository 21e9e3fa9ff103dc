package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read by its block is what the plan alone would read, wherever the number is from and however it is written. */
class NumberBlocksTest {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int NUMBERS = 20;

    static Stream<String> countries() {
        return PLANS.getSupportedRegions().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("countries")
    void readsAsThePlanDoes(String country) {
        Random random = new Random(country.hashCode());
        for (PhoneNumberType type : PLANS.getSupportedTypesForRegion(country)) {
            PhoneNumber example = PLANS.getExampleNumberForType(country, type);
            for (int i = 0; example != null && i < NUMBERS; i++) {
                PhoneNumber number = changed(example, random);
                for (PhoneNumberFormat format : PhoneNumberFormat.values()) {
                    String text = PLANS.format(number, format);
                    assertSame(text, country);
                    assertSame(text.replaceAll("[^0-9]", ""), country);
                }
            }
        }
    }

    @Test
    void readsANumberOfAKnownBlockWithItsOwnDigits() {
        assertThat(NumberBlocks.find("212-557-0001", "US")).isEqualTo("+12125570001");
        assertThat(NumberBlocks.find("(212) 557-0002", "US")).isEqualTo("+12125570002");
        assertThat(NumberBlocks.find("+44 7400 123456", "US")).isEqualTo("+447400123456");
        assertThat(NumberBlocks.find("07400 123457", "GB")).isEqualTo("+447400123457");
    }

    @Test
    void leavesWhatIsNotPlainToThePlan() {
        assertThat(NumberBlocks.find("212-557-0001 x5", "US")).isNull();
        assertThat(NumberBlocks.find("1-800-FLOWERS", "US")).isNull();
        assertThat(NumberBlocks.find("222-402-9216", "US")).isNull();
        assertThat(NumberBlocks.find("", "US")).isNull();
    }

    /** Some of the last six digits differ, so that blocks are shared and left. */
    private static PhoneNumber changed(PhoneNumber example, Random random) {
        StringBuilder digits = new StringBuilder(Long.toString(example.getNationalNumber()));
        int changes = 1 + random.nextInt(Math.min(6, digits.length()));
        for (int i = digits.length() - changes; i < digits.length(); i++) {
            digits.setCharAt(i, (char) ('0' + random.nextInt(10)));
        }
        return new PhoneNumber().mergeFrom(example).setNationalNumber(Long.parseLong(digits.toString()));
    }

    private static void assertSame(String text, String country) {
        String found = NumberBlocks.find(text, country);
        if (found != null) {
            assertThat(found).as(text + " in " + country).isEqualTo(byPlan(text, country));
        }
    }

    private static String byPlan(String text, String country) {
        try {
            PhoneNumber number = PLANS.parse(text, country);
            return PLANS.isValidNumber(number) ? PLANS.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
