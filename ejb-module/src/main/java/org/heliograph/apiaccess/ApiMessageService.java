package org.heliograph.apiaccess;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.heliograph.apiaccess.SendMessage.TemplateUse;
import org.heliograph.apiaccess.internal.KnownSenders;
import org.heliograph.asset.SendableTemplates;
import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.MessageContents;
import org.heliograph.channel.Provider;
import org.heliograph.channel.Sender;
import org.heliograph.message.MessageIntake;
import org.heliograph.message.MessageService;
import org.heliograph.message.MessageStatus;
import org.heliograph.message.SubmitMessage;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.error.InvalidException;

/**
 * Single messages of the API: what the client asks for, checked and handed on. No EJB, since requests wait here until their
 * message is stored, and more of them than a pool has instances.
 */
@ApplicationScoped
public class ApiMessageService {

    @Inject
    private MessageService messages;

    @Inject
    private MessageIntake intake;

    @Inject
    private KnownSenders senders;

    @Inject
    private SendableTemplates templates;

    @Inject
    @Any
    private Instance<Provider> providers;

    private Set<Channel> served;

    @PostConstruct
    void findServedChannels() {
        served = EnumSet.noneOf(Channel.class);
        providers.forEach(provider -> served.add(provider.channel()));
    }

    /**
     * Accepts a message, in a transaction that it may share with others, and returns its id.
     *
     * @throws InvalidException for a missing, unknown or malformed value
     * @throws org.heliograph.channel.InvalidContentException for a payload that is not one of the channel
     * @throws ForbiddenException if the key may not use the sender
     * @throws org.heliograph.platform.error.ConflictException if the recipient has opted out, or has had as
     *     many messages as the company allows
     */
    public UUID send(ApiKey key, SendMessage command) {
        return intake.submit(check(key, command));
    }

    /** The same within the caller's transaction. */
    public UUID sendWithin(ApiKey key, SendMessage command) {
        return messages.submit(check(key, command));
    }

    private SubmitMessage check(ApiKey key, SendMessage command) {
        require("contact", command.contact());
        Channel channel = channel(command.channel());
        require("senderId", command.senderId());
        Sender sender = senders.resolve(channel, command.senderId().trim());
        if (!key.allowsSender(sender.id())) {
            throw new ForbiddenException("sender_not_allowed", "senderId", command.senderId());
        }
        String webhook = WebhookAddress.check(command.webhook());
        return new SubmitMessage(
                sender,
                command.contact().trim(),
                content(channel, command),
                webhook == null ? key.webhook() : webhook,
                SubmitMessage.API,
                command.createRecipient());
    }

    /**
     * How a message stands.
     *
     * @throws ForbiddenException if the key may not use its sender
     */
    public MessageStatus get(ApiKey key, UUID id) {
        MessageStatus message = messages.get(id);
        boolean allowed = message.senderId() == null ? key.senders().isEmpty() : key.allowsSender(message.senderId());
        if (!allowed) {
            throw new ForbiddenException("sender_not_allowed", "id", message.sender());
        }
        return message;
    }

    private Channel channel(Integer number) {
        if (number == null) {
            throw new InvalidException("field_required", "channel", "channel");
        }
        Channel channel = Channel.findByNumber(number)
                .orElseThrow(() -> new InvalidException("channel_unknown", "channel", number));
        if (!served.contains(channel)) {
            throw new InvalidException("channel_unavailable", "channel", channel);
        }
        return channel;
    }

    private MessageContent content(Channel channel, SendMessage command) {
        if ((command.payload() == null) == (command.template() == null)) {
            throw new InvalidException("payload_or_template", "payload");
        }
        TemplateUse use = command.template();
        if (use == null) {
            return MessageContents.parsePayload(channel, command.payload());
        }
        if (use.id() == null) {
            throw new InvalidException("field_required", "template.id", "template.id");
        }
        String address = messages.address(channel, command.contact().trim());
        return templates.render(channel, use.id(), use.params() == null ? Map.of() : use.params(), address);
    }

    private static void require(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidException("field_required", field, field);
        }
    }
}
