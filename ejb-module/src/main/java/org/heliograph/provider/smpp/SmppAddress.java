package org.heliograph.provider.smpp;

import org.heliograph.platform.PhoneNumbers;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** An address with its type of number and numbering plan, SMPP 3.4 section 5.2.5. */
record SmppAddress(TypeOfNumber ton, NumberingPlanIndicator npi, String address) {

    /** Longest number taken for a short code. */
    private static final int SHORT_CODE = 8;

    /** Fewer digits are a short code, even if called international. */
    private static final int SHORTEST_INTERNATIONAL = 7;

    /**
     * A sender: text is alphanumeric (5/0), a short number a short code (3/0), another one international (1/1).
     *
     * @param ton given type, null to tell it from the address
     */
    static SmppAddress source(String sender, TypeOfNumber ton, NumberingPlanIndicator npi) {
        String address = sender == null ? "" : sender.strip();
        String digits = address.startsWith("+") ? address.substring(1) : address;
        boolean numeric = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!numeric) {
            return of(address, address.isEmpty() ? 0 : 5, 0, ton, npi);
        }
        boolean shortCode = digits.length() <= SHORT_CODE && !address.startsWith("+");
        return shortCode ? of(digits, 3, 0, ton, npi) : of(digits, 1, 1, ton, npi);
    }

    /** A recipient in E.164; the {@code +} is not sent. */
    static SmppAddress destination(String recipient, TypeOfNumber ton, NumberingPlanIndicator npi) {
        return of(recipient.startsWith("+") ? recipient.substring(1) : recipient, 1, 1, ton, npi);
    }

    /**
     * Who a carrier says a message is from, in our spelling: E.164 with {@code +} if its type says that the number is an
     * international one, or if the type is unknown and the numbering plans have it as one; otherwise as the carrier has it.
     */
    static String spell(String address, byte ton) {
        if (address == null) {
            return "";
        }
        boolean digits = !address.isEmpty() && address.chars().allMatch(c -> c >= '0' && c <= '9');
        // No country code begins with 0: such a number is national, or has its 00 still.
        if (!digits || address.length() < SHORTEST_INTERNATIONAL || address.startsWith("0")) {
            return address;
        }
        String international = "+" + address;
        boolean known = ton == TypeOfNumber.INTERNATIONAL.value()
                || (ton == TypeOfNumber.UNKNOWN.value()
                        && address.length() > SHORT_CODE
                        && PhoneNumbers.parse(international, null).isValid());
        return known ? international : address;
    }

    private static SmppAddress of(
            String address, int autoTon, int autoNpi, TypeOfNumber ton, NumberingPlanIndicator npi) {
        return new SmppAddress(
                ton == null ? TypeOfNumber.valueOf((byte) autoTon) : ton,
                npi == null ? NumberingPlanIndicator.valueOf((byte) autoNpi) : npi,
                address);
    }
}
