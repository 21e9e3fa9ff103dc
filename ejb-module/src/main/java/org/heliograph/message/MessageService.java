package org.heliograph.message;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.channel.Channel;
import org.heliograph.message.MessageAdmission.Admitted;
import org.heliograph.message.Queues.Call;
import org.heliograph.platform.error.BusinessException;
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
    private SubmissionCheck check;

    @Inject
    private MessageAdmission admission;

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
        Submission submission = check.check(command);
        BusinessException refusal = store(List.of(submission)).get(submission.id());
        if (refusal != null) {
            throw refusal;
        }
        return submission.id();
    }

    /** The same for a message that may stay away: why it is refused is returned, and ends no transaction. */
    public Optional<BusinessException> offer(SubmitMessage command) {
        try {
            return store(List.of(check.check(command))).values().stream().findFirst();
        } catch (BusinessException e) {
            return Optional.of(e);
        }
    }

    /** Accepts messages of the calling company; returns why some were not accepted, by id. */
    public Map<UUID, BusinessException> store(List<Submission> submissions) {
        Instant now = clock.instant();
        Admitted admitted = jdbi.withHandle(handle -> {
            Admitted decided = admission.admit(handle, submissions, now);
            insert(handle, submissions, decided.contacts(), now);
            return decided;
        });
        wake(submissions, admitted.contacts().keySet());
        return admitted.refused();
    }

    private static void insert(Handle handle, List<Submission> submissions, Map<UUID, Long> contacts, Instant now) {
        List<Submission> admitted = submissions.stream()
                .filter(one -> contacts.containsKey(one.id()))
                .toList();
        if (admitted.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        "insert into message (id, company_id, channel, sender_id, sender, contact_id, address, traffic,"
                                + " session_id, content, state, webhook, country, created_at, due_at)"
                                + " select id, :company, channel, sender_id, sender, contact, address, traffic, id, content::jsonb,"
                                + " 'QUEUED', webhook, country, :now::timestamptz, :due::timestamptz"
                                + " from unnest(:ids, :channels, :senderIds, :senders, :contacts, :addresses, :traffics, :contents,"
                                + " :webhooks, :countries)"
                                + " m (id, channel, sender_id, sender, contact, address, traffic, content, webhook, country)")
                .bind("company", Callers.get().company())
                .bind("now", now.toString())
                .bind("due", now.plus(REMINDER).toString())
                .bind("ids", admitted.stream().map(Submission::id).toArray(UUID[]::new))
                .bind("channels", texts(admitted, one -> one.channel().name()))
                .bind(
                        "senderIds",
                        admitted.stream().map(one -> one.sender().id()).toArray(Long[]::new))
                .bind("senders", texts(admitted, one -> one.sender().address()))
                .bind(
                        "contacts",
                        admitted.stream().map(one -> contacts.get(one.id())).toArray(Long[]::new))
                .bind("addresses", texts(admitted, Submission::address))
                .bind("traffics", texts(admitted, one -> one.command().traffic()))
                .bind("contents", texts(admitted, Submission::content))
                .bind("webhooks", texts(admitted, one -> one.command().webhook()))
                .bind("countries", texts(admitted, Submission::country))
                .execute();
    }

    private static String[] texts(List<Submission> submissions, Function<Submission, String> property) {
        return submissions.stream().map(property).toArray(String[]::new);
    }

    private void wake(List<Submission> submissions, Set<UUID> admitted) {
        long company = Callers.get().company();
        Map<Channel, List<String>> ids = submissions.stream()
                .filter(one -> admitted.contains(one.id()))
                .collect(Collectors.groupingBy(
                        Submission::channel, Collectors.mapping(one -> one.id().toString(), Collectors.toList())));
        ids.forEach((channel, those) -> ready.fire(WorkReady.single(new Call(channel, company, those))));
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
        return check.address(channel, recipient);
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
