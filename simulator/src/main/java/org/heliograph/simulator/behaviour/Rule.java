package org.heliograph.simulator.behaviour;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Decides for the recipients that its pattern finds, before any percentage does.
 *
 * @param number found anywhere in the recipient: {@code +} and digits, or an e-mail address in lower case
 * @param code the protocol's own error, or null for the channel's usual one: {@code ESME_RINVDSTADR} or 11 over SMPP,
 *     an HTTP status over RCS, {@code 550 5.1.1 text} over SMTP
 * @param delayMs milliseconds until the report, or null for the channel's delay
 */
public record Rule(Pattern number, Outcome outcome, String code, Integer delayMs) {

    public Rule {
        Objects.requireNonNull(number, "A rule needs a number pattern");
        Objects.requireNonNull(outcome, "A rule needs an outcome");
    }

    boolean matches(String recipient) {
        return number.matcher(recipient).find();
    }
}
