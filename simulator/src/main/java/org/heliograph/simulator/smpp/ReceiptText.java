package org.heliograph.simulator.smpp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.heliograph.simulator.ledger.Status;
import org.jsmpp.bean.OptionalParameter;

/** Delivery receipts in the form of SMPP 3.4, appendix B. Times are UTC, to the minute. */
final class ReceiptText {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);
    private static final long MINUTE_MS = 60_000;
    private static final int TEXT_LENGTH = 20;

    private static volatile CachedMinute cached = new CachedMinute(-1, "");

    private ReceiptText() {}

    private record CachedMinute(long minute, String text) {}

    static byte[] of(String id, Status status, String error, long submittedAt, long doneAt, String text) {
        String delivered = status == Status.DELIVERED ? "001" : "000";
        String receipt = "id:" + id + " sub:001 dlvrd:" + delivered + " submit date:" + minute(submittedAt)
                + " done date:" + minute(doneAt) + " stat:" + stat(status) + " err:" + error + " text:"
                + text.substring(0, Math.min(TEXT_LENGTH, text.length()));
        return Gsm7.encode(receipt);
    }

    static List<OptionalParameter> parameters(String id, Status status) {
        byte state =
                switch (status) {
                    case DELIVERED -> 2;
                    case EXPIRED -> 3;
                    default -> 5;
                };
        return List.of(new OptionalParameter.Receipted_message_id(id), new OptionalParameter.Message_state(state));
    }

    private static String stat(Status status) {
        return switch (status) {
            case DELIVERED -> "DELIVRD";
            case EXPIRED -> "EXPIRED";
            default -> "UNDELIV";
        };
    }

    private static String minute(long at) {
        CachedMinute last = cached;
        if (last.minute() != at / MINUTE_MS) {
            last = new CachedMinute(at / MINUTE_MS, MINUTE.format(Instant.ofEpochMilli(at)));
            cached = last;
        }
        return last.text();
    }
}
