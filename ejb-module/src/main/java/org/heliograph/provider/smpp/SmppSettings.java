package org.heliograph.provider.smpp;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.heliograph.channel.AccountSettings;

/**
 * The settings of an account, checked.
 *
 * @param binds sessions kept in parallel (pairs, when transmitter and receiver are apart)
 * @param window unanswered submit_sm per session
 * @param throughput submit_sm per second over all sessions, 0 for no limit
 * @param sourceTon type of number of the sender, null to tell it from the address; the others likewise
 * @param dlrTimeZone zone of the dates in receipts, null if it is not known: then the arrival counts
 */
record SmppSettings(
        String host,
        int port,
        boolean tls,
        String systemId,
        String password,
        String systemType,
        BindKind bindKind,
        int binds,
        int window,
        int throughput,
        int enquireLinkMillis,
        int responseTimeoutMillis,
        Byte sourceTon,
        Byte sourceNpi,
        Byte destinationTon,
        Byte destinationNpi,
        LongMessages longMessages,
        DlrIdFormat dlrIdFormat,
        ZoneId dlrTimeZone) {

    /** How an account binds. */
    enum BindKind {
        TRANSCEIVER,
        TRANSMITTER_AND_RECEIVER
    }

    /** How the parts of a long message are marked: a header in the text, TLVs, or not at all (one big TLV). */
    enum LongMessages {
        UDH,
        SAR,
        PAYLOAD
    }

    /** How the id in a receipt is to be turned into the one of the submit_sm_resp. */
    enum DlrIdFormat {
        AUTO,
        AS_IS,
        HEX_TO_DEC,
        DEC_TO_HEX
    }

    static SmppSettings of(AccountSettings account) {
        return new SmppSettings(
                account.text("host"),
                account.number("port", 1, 65535),
                account.flag("tls"),
                account.text("systemId"),
                account.secret("password") == null ? "" : account.secret("password"),
                account.text("systemType", ""),
                account.choice("bindType", BindKind.class),
                account.number("binds", 1, 32),
                account.number("window", 1, 10_000),
                account.number("throughputPerSecond", 0, 1_000_000),
                1000 * account.number("enquireLinkSeconds", 1, 3600),
                account.number("responseTimeoutMillis", 100, 600_000),
                typeOf(account, "sourceTon"),
                typeOf(account, "sourceNpi"),
                typeOf(account, "destinationTon"),
                typeOf(account, "destinationNpi"),
                account.choice("longMessages", LongMessages.class),
                account.choice("dlrIdFormat", DlrIdFormat.class),
                zone(account.text("dlrTimeZone")));
    }

    private static Byte typeOf(AccountSettings account, String name) {
        return "AUTO".equalsIgnoreCase(account.text(name)) ? null : (byte) account.number(name, 0, 255);
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The setting \"dlrTimeZone\" is no time zone.", e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return systemId + "@" + host + ":" + port;
    }
}
