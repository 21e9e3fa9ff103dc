package org.heliograph.web.portal.broadcast;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.error.InvalidException;

/** Phone numbers as users type them: separated by commas, semicolons or line breaks. */
final class TypedNumbers {

    private TypedNumbers() {}

    /**
     * Adds those that are not among the numbers yet, in E.164.
     *
     * @param country in which national numbers are read
     * @param input that is at fault if one is not valid; it is refused by name, and none is added
     */
    static void add(String typed, String country, String input, List<String> phones) {
        List<String> added = new ArrayList<>();
        for (String text : typed.split("[,;\\n]+")) {
            if (text.isBlank()) {
                continue;
            }
            PhoneNumbers.Parsed parsed = PhoneNumbers.parse(text, country);
            if (!parsed.isValid()) {
                throw new InvalidException("phone_" + parsed.problem(), input, text.trim());
            }
            added.add(parsed.e164());
        }
        added.stream().filter(phone -> !phones.contains(phone)).forEach(phones::add);
    }
}
