package org.heliograph.platform;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Phone numbers in E.164, checked against each country's numbering plan. */
public final class PhoneNumbers {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /**
     * What a text is as a phone number.
     *
     * @param e164 with {@code +}; null if the text is not a valid number
     * @param problem key of the reason ({@code phone.<problem>}) if it is not, else null
     */
    public record Parsed(String e164, String problem) {
        public boolean isValid() {
            return e164 != null;
        }
    }

    /**
     * Reads an international number with {@code +}, {@code 00} or bare country code, or a national one of the country. A
     * number written in groups, such as 511-955-3016, is never read as one with a bare country code if its length fits
     * the country: it would reach a stranger abroad.
     *
     * @param country ISO 3166-1 alpha-2 of national numbers
     */
    public static Parsed parse(String text, String country) {
        return parse(text, country, true);
    }

    /**
     * As {@link #parse}, for lists of numbers of one country: digits alone, too, are a bare country code only if they are
     * too long or too short for the country.
     */
    public static Parsed parseListed(String text, String country) {
        return parse(text, country, false);
    }

    private static Parsed parse(String text, String country, boolean digitsMayBeInternational) {
        String trimmed = text == null ? "" : text.trim();
        if (trimmed.isEmpty()) {
            return new Parsed(null, "empty");
        }
        Parsed national = tryParse(trimmed, country);
        if (national.isValid() || trimmed.startsWith("+")) {
            return national;
        }
        boolean prefixed = trimmed.startsWith("00");
        boolean digits = trimmed.chars().allMatch(Character::isDigit);
        if (!prefixed && !(digits && digitsMayBeInternational) && PLANS.isPossibleNumber(trimmed, country)) {
            return national;
        }
        Parsed international = tryParse("+" + (prefixed ? trimmed.substring(2) : trimmed), country);
        return international.isValid() ? international : national;
    }

    private static Parsed tryParse(String text, String country) {
        String known = NumberBlocks.find(text, country);
        return known == null ? parseByPlan(text, country) : new Parsed(known, null);
    }

    private static Parsed parseByPlan(String text, String country) {
        try {
            PhoneNumber number = PLANS.parse(text, country);
            if (number.hasExtension()) {
                return new Parsed(null, "extension");
            }
            if (!PLANS.isValidNumber(number)) {
                return new Parsed(null, "not_in_plan");
            }
            return new Parsed(PLANS.format(number, PhoneNumberFormat.E164), null);
        } catch (NumberParseException e) {
            return new Parsed(null, "not_a_number");
        }
    }

    /** ISO country of a valid E.164 number; empty for numbers of no country, such as satellite phones. */
    public static Optional<String> findCountry(String e164) {
        return NumberCountries.find(e164);
    }

    public static boolean isCountry(String code) {
        return PLANS.getSupportedRegions().contains(code);
    }
}
