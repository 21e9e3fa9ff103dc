package org.heliograph.platform;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a number as the one before it of the same ten thousand was read: which digits are the calling code and which a
 * trunk prefix is decided far to the left of the last four. Lists of numbers are mostly of few blocks, and to find these
 * out anew is most of what a number costs. Whether the plan has the number is still asked for each.
 */
final class NumberBlocks {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int LAST_DIGITS = 4;
    /** Of a shorter national number, the last four may say too much. */
    private static final int SHORTEST_NATIONAL = 9;

    private static final int LONGEST = 20;
    /** Blocks that are remembered; then it begins anew. */
    private static final int MAX_BLOCKS = 50_000;

    private static final Map<String, Block> BLOCKS = new ConcurrentHashMap<>();
    private static final Block UNKNOWN = new Block(0, 0);

    /**
     * @param callingCode 0 if numbers of the block have to be read one by one
     * @param skipped digits before the national number
     */
    private record Block(int callingCode, int skipped) {}

    private NumberBlocks() {}

    /** The number in E.164; null if it is not valid, or this cannot tell. */
    static String find(String text, String country) {
        String digits = digits(text);
        if (digits == null) {
            return null;
        }
        boolean international = text.charAt(0) == '+';
        String key = (international ? "+" : country + " ") + digits.length() + " "
                + digits.substring(0, digits.length() - LAST_DIGITS);
        Block block = BLOCKS.get(key);
        if (block == null) {
            block = learn(international ? "+" + digits : digits, digits, country);
            if (BLOCKS.size() >= MAX_BLOCKS) {
                BLOCKS.clear();
            }
            BLOCKS.put(key, block);
        }
        if (block == UNKNOWN) {
            return null;
        }
        String national = digits.substring(block.skipped());
        PhoneNumber number =
                new PhoneNumber().setCountryCode(block.callingCode()).setNationalNumber(Long.parseLong(national));
        String e164 = "+" + block.callingCode() + national;
        return isValid(number, e164) ? e164 : null;
    }

    /** A calling code of many countries has the plan try each of them, unless it is told which. */
    private static boolean isValid(PhoneNumber number, String e164) {
        return NumberCountries.find(e164)
                .map(country -> PLANS.isValidNumberForRegion(number, country))
                .orElseGet(() -> PLANS.isValidNumber(number));
    }

    /** The digits of a number written plainly, with a plus or without; null for anything else. */
    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(LONGEST);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if ((c != '+' || i > 0) && (" -.()".indexOf(c) < 0 || i == text.length() - 1)) {
                return null;
            }
        }
        return digits.length() < SHORTEST_NATIONAL || digits.length() > LONGEST ? null : digits.toString();
    }

    private static Block learn(String text, String digits, String country) {
        try {
            PhoneNumber read = PLANS.parse(text, country);
            String national = Long.toString(read.getNationalNumber());
            boolean plain = !read.hasExtension()
                    && !read.hasItalianLeadingZero()
                    && national.length() >= SHORTEST_NATIONAL
                    && digits.endsWith(national);
            return plain ? new Block(read.getCountryCode(), digits.length() - national.length()) : UNKNOWN;
        } catch (NumberParseException e) {
            return UNKNOWN;
        }
    }
}
