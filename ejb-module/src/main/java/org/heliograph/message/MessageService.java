package org.heliograph.message;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.account.CompanyService;
import org.heliograph.account.Trial;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ContentViolation;
import org.heliograph.channel.MessageContents;
import org.heliograph.message.Queues.Call;
import org.heliograph.message.internal.Addressees;
import org.heliograph.message.internal.Addressees.Addressee;
import org.heliograph.platform.Ids;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Single messages: accepted here, sent by the channel's queue ahead of any broadcast. */
@Stateless
@Tenanted
public class MessageService {

    /** When a message is looked after again if its wake-up call got lost. */
    private static final Duration REMINDER = Duration.ofSeconds(15);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private CompanyService companies;

    @Inject
    private FrequencyCaps caps;

    @Inject
    private Trial trial;

    @Inject
    private TrialMessages trialMessages;

    @Inject
    private Event<WorkReady> ready;

    /**
     * Accepts a message. When this returns and its transaction commits, the message will be sent, whatever crashes.
     *
     * @throws InvalidException if the recipient or the content is not valid
     * @throws ConflictException if the contact has opted out of the channel or sender, a program has reached the company's
     *     frequency cap and that covers it, or the company's trial does not include it
     */
    public UUID submit(SubmitMessage command) {
        Channel channel = command.sender().channel();
        List<ContentViolation> violations = command.content().validate();
        if (!violations.isEmpty()) {
            ContentViolation first = violations.get(0);
            throw new InvalidException("content_" + first.code(), first.field(), first.limit());
        }
        String address = address(channel, command.recipient());
        if (!command.traffic().equals(SubmitMessage.SYSTEM)) {
            trialMessages.admit(channel, 1);
        }
        Long contact = contact(address, command);
        UUID id = Ids.next();
        Instant now = clock.instant();
        checkCap(command, contact, now);
        long company = Callers.get().company();
        jdbi.useHandle(handle -> handle.createUpdate("insert into message (id, company_id, channel, sender_id, sender,"
                        + " contact_id, address, traffic, session_id, content, state, webhook, country, created_at, due_at)"
                        + " values (:id, :company, :channel, :senderId, :sender, :contact, :address, :traffic, :id,"
                        + " :content::jsonb, 'QUEUED', :webhook, :country, :now::timestamptz, :due::timestamptz)")
                .bind("id", id)
                .bind("company", company)
                .bind("channel", channel.name())
                .bind("senderId", command.sender().id())
                .bind("sender", command.sender().address())
                .bind("contact", contact)
                .bind("address", address)
                .bind("traffic", command.traffic())
                .bind("content", MessageContents.write(command.content()))
                .bind("webhook", command.webhook())
                .bind("country", PhoneNumbers.findCountry(address).orElse(null))
                .bind("now", now.toString())
                .bind("due", now.plus(REMINDER).toString())
                .execute());
        ready.fire(WorkReady.single(new Call(channel, company, List.of(id.toString()))));
        return id;
    }

    public Optional<MessageStatus> find(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select id, channel, sender_id, sender, address, state, failure,"
                                + " error_code, parts, repeated, created_at, sent_at, delivered_at, seen_at from message"
                                + " where id = :id and company_id = :company and traffic <> 'SYSTEM'")
                        .bind("id", id)
                        .bind("company", Callers.get().company())
                        .map((row, context) -> read(row))
                        .findOne());
    }

    public MessageStatus get(UUID id) {
        return find(id).orElseThrow(() -> new NotFoundException("message_unknown", "id", id));
    }

    /**
     * The recipient as the channel addresses it: an e-mail address, or the number in E.164.
     *
     * @throws InvalidException if it is none
     */
    public String address(Channel channel, String recipient) {
        if (channel.addressKind() == Channel.AddressKind.EMAIL) {
            try {
                InternetAddress parsed = new InternetAddress(recipient, true);
                parsed.validate();
                return parsed.getAddress();
            } catch (AddressException | NullPointerException e) {
                throw new InvalidException("email_invalid", "contact", recipient);
            }
        }
        // Only a national number is read in the company's country.
        boolean international = recipient != null && recipient.startsWith("+");
        String country = international ? null : companies.current().getDefaultCountry();
        PhoneNumbers.Parsed parsed = PhoneNumbers.parse(recipient, country);
        if (!parsed.isValid()) {
            throw new InvalidException("phone_" + parsed.problem(), "contact", recipient);
        }
        return parsed.e164();
    }

    /** The address's contact, null if it has none; one that has opted out is refused all but the confirmation. */
    private Long contact(String address, SubmitMessage command) {
        if (command.traffic().equals(SubmitMessage.SYSTEM)) {
            return null;
        }
        Channel channel = command.sender().channel();
        boolean creates = command.createRecipient() && channel.addressKind() == Channel.AddressKind.PHONE;
        return jdbi.withHandle(handle -> {
            Optional<Addressee> addressee = Addressees.find(handle, command.sender(), address);
            boolean heeded = !command.traffic().equals(SubmitMessage.CONSENT);
            if (heeded && addressee.filter(Addressee::optedOut).isPresent()) {
                throw new ConflictException("recipient_opted_out", "contact", command.recipient());
            }
            return addressee.map(Addressee::contactId).orElseGet(() -> creates ? createContact(handle, address) : null);
        });
    }

    private void checkCap(SubmitMessage command, Long contact, Instant now) {
        if (contact == null || !command.traffic().equals(SubmitMessage.API)) {
            return;
        }
        Channel channel = command.sender().channel();
        jdbi.useHandle(
                handle -> caps.reserveSingle(handle, channel, contact, now).ifPresent(cap -> {
                    throw new ConflictException(
                            "frequency_cap", "contact", command.recipient(), cap.messages(), cap.hours());
                }));
    }

    private long createContact(Handle handle, String phone) {
        long contact = Addressees.create(handle, phone);
        trial.admitContacts();
        return contact;
    }

    private static MessageStatus read(ResultSet row) throws SQLException {
        return new MessageStatus(
                row.getObject("id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getObject("sender_id", Long.class),
                row.getString("sender"),
                row.getString("address"),
                MessageState.valueOf(row.getString("state")),
                row.getString("failure"),
                row.getString("error_code"),
                row.getInt("parts"),
                row.getBoolean("repeated"),
                instant(row, "created_at"),
                instant(row, "sent_at"),
                instant(row, "delivered_at"),
                instant(row, "seen_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
