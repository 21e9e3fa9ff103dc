package org.heliograph.provider.smpp;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.function.Function;
import org.heliograph.channel.AccountSettings;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

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
        TypeOfNumber sourceTon,
        NumberingPlanIndicator sourceNpi,
        TypeOfNumber destinationTon,
        NumberingPlanIndicator destinationNpi,
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
                code(account, "sourceTon", TypeOfNumber::valueOf),
                code(account, "sourceNpi", NumberingPlanIndicator::valueOf),
                code(account, "destinationTon", TypeOfNumber::valueOf),
                code(account, "destinationNpi", NumberingPlanIndicator::valueOf),
                account.choice("longMessages", LongMessages.class),
                account.choice("dlrIdFormat", DlrIdFormat.class),
                zone(account.text("dlrTimeZone")));
    }

    /** One of the codes of SMPP 3.4 sections 5.2.5 and 5.2.6; null for AUTO. */
    private static <E> E code(AccountSettings account, String name, Function<Byte, E> codes) {
        if ("AUTO".equalsIgnoreCase(account.text(name))) {
            return null;
        }
        byte code = (byte) account.number(name, 0, 255);
        try {
            return codes.apply(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The setting \"" + name + "\" has an unknown value.", e);
        }
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
