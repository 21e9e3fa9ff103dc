package org.heliograph.simulator.behaviour;

import java.util.Map;

/**
 * The habits of an SMSC that SMPP leaves open.
 *
 * @param accounts passwords by system id
 * @param idFormat spelling of the id in the submit response
 * @param idWidth zero-padded width of that id, 0 for none, 64 at most
 * @param receiptIdFormat spelling of the id in receipts, which may differ
 * @param receiptIdWidth zero-padded width of that id, 0 for none, 64 at most
 * @param receiptTlvs whether receipts also carry receipted_message_id and message_state
 * @param receiptBeforeResponse whether the receipt overtakes the submit response
 * @param receiptOnOtherBind whether receipts take another bind of the same system id, where there is one
 * @param receiptOnlyForLastPart whether only the last part of a long message is reported
 * @param receiptWindow deliver_sm sent ahead of their responses, per bind
 * @param dropEverySubmits closes the connection instead of answering each n-th submit of a bind, 0 for never; the
 *     message has been taken
 * @param malformedEverySubmits answers each n-th submit with a submit_sm_resp that cannot be read, 0 for never; the
 *     message has been taken
 * @param unknownEveryReceipts sends ahead of each n-th receipt one for a message nobody has submitted, 0 for never
 */
public record SmscBehaviour(
        Map<String, String> accounts,
        MessageIdFormat idFormat,
        int idWidth,
        MessageIdFormat receiptIdFormat,
        int receiptIdWidth,
        boolean receiptTlvs,
        boolean receiptBeforeResponse,
        boolean receiptOnOtherBind,
        boolean receiptOnlyForLastPart,
        int receiptWindow,
        int dropEverySubmits,
        int malformedEverySubmits,
        int unknownEveryReceipts) {

    private static final int MAX_WIDTH = 64;

    public SmscBehaviour {
        accounts = Map.copyOf(accounts);
        if (receiptWindow < 1) {
            throw new IllegalArgumentException("receiptWindow must be positive");
        }
        if (dropEverySubmits < 0 || malformedEverySubmits < 0 || unknownEveryReceipts < 0) {
            throw new IllegalArgumentException(
                    "dropEverySubmits, malformedEverySubmits and unknownEveryReceipts must not be negative");
        }
        if (idWidth < 0 || idWidth > MAX_WIDTH || receiptIdWidth < 0 || receiptIdWidth > MAX_WIDTH) {
            throw new IllegalArgumentException("idWidth and receiptIdWidth must be between 0 and " + MAX_WIDTH);
        }
    }

    static SmscBehaviour plain() {
        return new SmscBehaviour(
                Map.of("heliograph", "secret"),
                MessageIdFormat.DECIMAL,
                0,
                MessageIdFormat.DECIMAL,
                0,
                false,
                false,
                false,
                false,
                200,
                0,
                0,
                0);
    }

    public String responseId(long id) {
        return idFormat.spell(id, idWidth);
    }

    public String receiptId(long id) {
        return receiptIdFormat.spell(id, receiptIdWidth);
    }
}
