package org.heliograph.message;

import org.heliograph.channel.MessageContent;
import org.heliograph.channel.Sender;

/**
 * Asks to send one message.
 *
 * @param recipient E.164, or an e-mail address, checked by the service
 * @param webhook address for status updates; null for none
 * @param traffic where it comes from, {@code A2P}, {@code API}, {@code CONSENT}, {@code TEST}, or {@code SYSTEM} for the
 *     platform's own mails, whose content is not kept
 * @param createRecipient whether a phone number without a contact becomes one
 */
public record SubmitMessage(
        Sender sender,
        String recipient,
        MessageContent content,
        String webhook,
        String traffic,
        boolean createRecipient) {

    /** The traffic of programs. */
    public static final String API = "API";

    /** The traffic of confirmations that somebody has opted out, which that does not concern. */
    public static final String CONSENT = "CONSENT";

    /** The traffic of messages that somebody sends to look at them. */
    public static final String TEST = "TEST";

    /** The traffic of the platform's own mails, which opt-outs do not concern. */
    static final String SYSTEM = "SYSTEM";
}
