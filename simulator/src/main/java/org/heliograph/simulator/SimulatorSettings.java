package org.heliograph.simulator;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.heliograph.simulator.ledger.LedgerLimits;

/**
 * How the simulator is started. A port of 0 takes a free one.
 *
 * @param host the address to listen on; the loopback unless told otherwise, for nothing here is protected
 * @param data directory of the service account's key file
 * @param bounceHost takes bounces and the answers to mail
 * @param rbmWebhook where RCS events go unless the behaviour says otherwise, or null
 * @param behaviour file with the behaviour to start with, or null
 */
public record SimulatorSettings(
        String host,
        int httpPort,
        int smppPort,
        int smtpPort,
        Path data,
        InetSocketAddress bounceHost,
        String rbmWebhook,
        String rbmClientToken,
        Path behaviour,
        LedgerLimits ledger) {

    private static final String PREFIX = "simulator.";

    /** @throws IllegalArgumentException naming the property that cannot be understood */
    static SimulatorSettings from(UnaryOperator<String> property) {
        LedgerLimits standard = LedgerLimits.standard();
        String behaviour = property.apply(PREFIX + "behaviour");
        return new SimulatorSettings(
                text(property, "host", "127.0.0.1"),
                number(property, "http.port", 8090),
                number(property, "smpp.port", 2775),
                number(property, "smtp.port", 2525),
                Path.of(text(property, "data", "simulator-data")),
                address(text(property, "bounce.smtp", "localhost:2526")),
                property.apply(PREFIX + "rbm.webhook"),
                text(property, "rbm.clientToken", "simulator-client-token"),
                behaviour == null ? null : Path.of(behaviour),
                new LedgerLimits(
                        number(property, "ledger.maxEntries", standard.entries()),
                        number(property, "ledger.maxContents", standard.contents()),
                        standard.characters()));
    }

    private static String text(UnaryOperator<String> property, String name, String otherwise) {
        String value = property.apply(PREFIX + name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static int number(UnaryOperator<String> property, String name, int otherwise) {
        String value = property.apply(PREFIX + name);
        try {
            return value == null || value.isBlank() ? otherwise : Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + name + " must be a number, not " + value, e);
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return InetSocketAddress.createUnresolved(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("simulator.bounce.smtp must be host:port, not " + text, e);
        }
    }
}
