package org.heliograph.channel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A way to reach a contact. The number is the one the REST API uses. */
public enum Channel {
    SMS(1),
    RCS(2),
    VIBER(3),
    WHATSAPP(4),
    WECHAT(5),
    EMAIL(6),
    TELEGRAM_GATEWAY(7),
    PUSH(8),
    TTS(9),
    MOBILE_PUSH(10);

    private final int number;

    Channel(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** What a contact is addressed by: an e-mail address, or a phone number in E.164. */
    public AddressKind addressKind() {
        return this == EMAIL ? AddressKind.EMAIL : AddressKind.PHONE;
    }

    /** Whether its carriers tell that a message was delivered; others tell only what they could not deliver. */
    public boolean reportsDelivery() {
        return this != EMAIL;
    }

    /** Those whose carriers tell only what they could not deliver. */
    public static List<Channel> reportingFailuresOnly() {
        return Stream.of(values()).filter(channel -> !channel.reportsDelivery()).toList();
    }

    /** Whether its carriers tell that a message was opened. */
    public boolean reportsDisplay() {
        return this == RCS || this == VIBER || this == WHATSAPP;
    }

    /** Those whose carriers do. */
    public static List<Channel> reportingDisplay() {
        return Stream.of(values()).filter(Channel::reportsDisplay).toList();
    }

    /** Name of the channel in resource bundles and queue names, for example {@code telegram_gateway}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> findByNumber(int number) {
        return Stream.of(values()).filter(channel -> channel.number == number).findFirst();
    }

    /** How a channel addresses a contact. */
    public enum AddressKind {
        PHONE,
        EMAIL
    }
}
