package org.heliograph.broadcast;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.account.Attempts;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.account.UserSettingService;
import org.heliograph.broadcast.internal.TestValues;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ContentTemplate;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.contact.ContentChecks;
import org.heliograph.message.MessageService;
import org.heliograph.message.MessageStatus;
import org.heliograph.message.SubmitMessage;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/**
 * Sends a broadcast's message to somebody who looks at it before everybody else does. It takes the way of single messages,
 * so it shows the sender, the carrier and the message as they will be, and no broadcast counts it.
 */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_BROADCASTS)
public class TestMessageService {

    /** Test messages of a user within an hour. */
    public static final int AN_HOUR = 20;

    private static final String LAST_PHONE = "testPhone";
    private static final String MARK = "[Test] ";
    private static final int LONGEST_SUBJECT = 998;

    @Inject
    private Attempts attempts;

    @Inject
    private ContentChecks contents;

    @Inject
    private SenderService senders;

    @Inject
    private TestValues values;

    @Inject
    private MessageService messages;

    @Inject
    private UserSettingService settings;

    @Inject
    private Jdbi jdbi;

    /**
     * Sends it with the values of a contact; where there is none, with the placeholders' names in brackets.
     *
     * @return the message's id
     * @throws InvalidException if the message, the sender ID, the recipient or the contact is not valid
     * @throws ConflictException if the recipient has opted out, or the user has sent as many as an hour allows
     */
    public UUID send(TestMessage test) {
        if (!attempts.allows("test message of", Long.toString(Callers.get().user()), AN_HOUR)) {
            throw new ConflictException("test_limit", "contact", AN_HOUR);
        }
        contents.check(test.content());
        Sender sender = sender(test);
        String address = messages.address(sender.channel(), test.recipient());
        MessageContent rendered = ContentTemplate.of(test.content())
                .render(values.of(sender.channel(), address, test.valuesOf()), missing -> {});
        UUID id =
                messages.submit(new SubmitMessage(sender, address, marked(rendered), null, SubmitMessage.TEST, false));
        if (sender.channel().addressKind() == Channel.AddressKind.PHONE) {
            settings.save(LAST_PHONE, address);
        }
        return id;
    }

    /** How a message that was sent stands. */
    public MessageStatus result(UUID id) {
        return messages.get(id);
    }

    /** To whom the user probably wants to send it: their own address, else the number they sent to last; null if none. */
    public String suggestedRecipient(Channel channel) {
        return channel.addressKind() == Channel.AddressKind.PHONE
                ? own("phone").or(() -> settings.find(LAST_PHONE)).orElse(null)
                : own("email").orElse(null);
    }

    /** @param address column of the user's row */
    private Optional<String> own(String address) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select nullif(" + address + ", '') from app_user where id = :user")
                        .bind("user", Callers.get().user())
                        .mapTo(String.class)
                        .findOne());
    }

    private Sender sender(TestMessage test) {
        return (test.senderId() == null ? Optional.<Sender>empty() : senders.find(test.senderId()))
                .filter(found -> found.isUsable() && found.channel() == test.channel())
                .orElseThrow(() -> new InvalidException("test_sender", "sender"));
    }

    private static MessageContent marked(MessageContent content) {
        if (!(content instanceof EmailContent email)) {
            return content;
        }
        String subject = MARK + email.subject();
        return new EmailContent(
                subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)),
                email.subtitle(),
                email.html(),
                email.text());
    }
}
