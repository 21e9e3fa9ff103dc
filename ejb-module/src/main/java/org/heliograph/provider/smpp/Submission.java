package org.heliograph.provider.smpp;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.SendBy;
import org.heliograph.channel.SendResult;

/** A message on its way, in one part or several: it has its result when every part has one. Thread-safe. */
final class Submission {

    private static final System.Logger LOG = System.getLogger(Submission.class.getName());

    private final UUID messageId;
    private final SendBy sendBy;
    private final Consumer<SendResult> results;
    private final String[] references;
    private int open;
    /** Whether the carrier has a part, or may have it. */
    private boolean begun;

    private SendResult.Refused refusal;

    Submission(OutboundMessage message, int parts, Consumer<SendResult> results) {
        this.messageId = message.id();
        this.sendBy = message.sendBy();
        this.results = results;
        this.references = new String[parts];
        this.open = parts;
    }

    void accepted(int part, String reference) {
        synchronized (this) {
            references[part] = reference;
            begun = true;
            if (--open > 0) {
                return;
            }
        }
        report();
    }

    void refused(Failure failure, String code, Duration retryAfter) {
        synchronized (this) {
            if (refusal == null) {
                refusal = new SendResult.Refused(messageId, failure, code, retryAfter);
            }
            begun |= failure == Failure.NO_RESPONSE;
            if (--open > 0) {
                return;
            }
        }
        report();
    }

    /** Whether the first part may not be handed over any more; the others follow it. */
    boolean isTooLateFor(int part) {
        return part == 0 && sendBy.isOver();
    }

    /** Whether a part already met its end; then the others need not be sent. */
    synchronized boolean isRefused() {
        return refusal != null;
    }

    private void report() {
        SendResult result;
        if (refusal == null) {
            result = new SendResult.Accepted(
                    messageId, Stream.of(references).filter(r -> !r.isEmpty()).toList());
        } else {
            // All parts will be sent again, and some of them may arrive twice.
            result = new SendResult.Refused(messageId, refusal.failure(), refusal.code(), refusal.retryAfter(), begun);
        }
        try {
            results.accept(result);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The result of message " + messageId + " was not taken", e);
        }
    }
}
