package org.heliograph.message;

import java.util.UUID;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;

/**
 * A message that is asked for and in itself valid.
 *
 * @param address E.164, or an e-mail address
 * @param content as JSON
 * @param country of the number; null for none
 */
public record Submission(UUID id, SubmitMessage command, String address, String content, String country) {

    Sender sender() {
        return command.sender();
    }

    Channel channel() {
        return sender().channel();
    }

    boolean isOf(String traffic) {
        return command.traffic().equals(traffic);
    }

    /** Whether the number becomes a contact if it has none. */
    boolean createsContact() {
        return command.createRecipient() && channel().addressKind() == Channel.AddressKind.PHONE;
    }
}
