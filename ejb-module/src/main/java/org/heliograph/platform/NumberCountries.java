package org.heliograph.platform;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The countries of numbers. Plans are asked once for a block of numbers and not for each recipient of a broadcast: in
 * North America an area code is of one country, elsewhere ten thousand numbers in a row are.
 */
final class NumberCountries {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final String NORTH_AMERICA = "+1";
    private static final int AREA = "+1212".length();
    private static final int LAST_DIGITS = 4;
    private static final int LONGEST_CALLING_CODE = 3;
    /** Blocks that are remembered; then it begins anew. */
    private static final int MAX_BLOCKS = 50_000;

    private static final Map<String, String> BLOCKS = new ConcurrentHashMap<>();

    private NumberCountries() {}

    static Optional<String> find(String e164) {
        String block = block(e164);
        String known = BLOCKS.get(block);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> found = ask(e164);
        found.ifPresent(country -> remember(block, country));
        return found;
    }

    /** What numbers of the same country begin with. */
    private static String block(String e164) {
        if (e164.startsWith(NORTH_AMERICA)) {
            return e164.substring(0, Math.min(AREA, e164.length()));
        }
        for (int length = 2; length <= Math.min(LONGEST_CALLING_CODE, e164.length() - 1); length++) {
            String code = e164.substring(1, 1 + length);
            if (isOfOneCountry(code)) {
                return "+" + code;
            }
        }
        return e164.substring(0, Math.max(0, e164.length() - LAST_DIGITS));
    }

    private static boolean isOfOneCountry(String code) {
        if (!code.chars().allMatch(Character::isDigit)) {
            return false;
        }
        List<String> regions = PLANS.getRegionCodesForCountryCode(Integer.parseInt(code));
        return regions.size() == 1 && regions.get(0).length() == 2;
    }

    private static void remember(String block, String country) {
        if (BLOCKS.size() >= MAX_BLOCKS) {
            BLOCKS.clear();
        }
        BLOCKS.put(block, country);
    }

    private static Optional<String> ask(String e164) {
        try {
            return Optional.ofNullable(PLANS.getRegionCodeForNumber(PLANS.parse(e164, null)))
                    .filter(region -> region.length() == 2);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
