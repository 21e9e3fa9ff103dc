package org.heliograph.simulator.handset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.heliograph.simulator.behaviour.Channel;
import org.heliograph.simulator.http.HttpError;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.EntryView;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.ledger.Status;
import org.heliograph.simulator.mail.MailExchanger;
import org.heliograph.simulator.rbm.RbmPlatform;
import org.heliograph.simulator.smpp.Smsc;

/** Sends what the owner of a handset writes or taps, by the channel it was asked on. */
public final class Replies {

    private final Ledger ledger;
    private final Smsc smsc;
    private final RbmPlatform rbm;
    private final MailExchanger mail;

    public Replies(Ledger ledger, Smsc smsc, RbmPlatform rbm, MailExchanger mail) {
        this.ledger = ledger;
        this.smsc = smsc;
        this.rbm = rbm;
        this.mail = mail;
    }

    /** What to send. @param to a sender ID, an agent or an e-mail address; @param action a tap on an action */
    record Command(Channel channel, String text, String postback, String to, boolean action) {
        static Command of(JsonNode body) {
            try {
                Command command = new Command(
                        Channel.named(body.path("channel").asText("sms")),
                        body.path("text").asText(""),
                        body.hasNonNull("postback") ? body.path("postback").asText() : null,
                        body.hasNonNull("to") ? body.path("to").asText() : null,
                        body.path("action").asBoolean());
                if (command.text.isBlank() && command.postback == null) {
                    throw new HttpError(400, "text is required");
                }
                return command;
            } catch (IllegalArgumentException e) {
                throw new HttpError(400, "channel must be sms, rcs or email");
            }
        }
    }

    /** Without {@code to}, answers the newest message of the channel. */
    Entry send(String recipient, JsonNode body) {
        Command command = Command.of(body);
        EntryView answered = newest(recipient, command);
        return switch (command.channel()) {
            case SMS -> sms(recipient, command, answered);
            case RCS ->
                rbm.reply(
                        target(command, answered == null ? null : answered.account()),
                        recipient,
                        command.text(),
                        command.postback(),
                        command.action());
            case EMAIL ->
                mail.reply(
                        recipient,
                        target(command, answered == null ? null : answered.sender()),
                        answered == null ? null : answered.subject(),
                        command.text(),
                        answered == null ? null : answered.clientId());
        };
    }

    private Entry sms(String number, Command command, EntryView answered) {
        List<String> receivers = smsc.receivers();
        String account = answered != null ? answered.account() : receivers.isEmpty() ? null : receivers.get(0);
        if (account == null) {
            throw new HttpError(409, "No SMPP client is bound as a receiver");
        }
        return smsc.reply(
                account, number, target(command, answered == null ? null : answered.sender()), command.text());
    }

    private static String target(Command command, String otherwise) {
        String to = Objects.requireNonNullElse(command.to(), Objects.requireNonNullElse(otherwise, ""));
        if (to.isEmpty()) {
            throw new HttpError(400, "to is required: the handset has no message to answer");
        }
        return to;
    }

    private EntryView newest(String recipient, Command command) {
        EntryView newest = null;
        for (EntryView message : ledger.handset(recipient)) {
            if (message.channel() == command.channel()
                    && message.status() != Status.REPLY
                    && (command.to() == null || command.to().equals(message.sender()))) {
                newest = message;
            }
        }
        return newest;
    }
}
