package org.heliograph.apiaccess.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.heliograph.message.MessageSet;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes down what is to be told of messages, in the transaction that changes them. Messages of broadcasts have no webhook
 * and cost nothing; that one waits for another attempt is no news.
 */
@ApplicationScoped
public class WebhookOutbox {

    private static final String WRITE = MessageSet.sql(
            """
            insert into webhook_delivery (company_id, message_id, address, host, channel, sender, contact, accepted_at,
                state, failure, error_code, parts, repeated, sent_at, delivered_at, seen_at, created_at, due_at)
            select m.company_id, m.id, m.webhook, lower(substring(m.webhook from '^[A-Za-z]+://([^/?#]+)')), m.channel,
                m.sender, m.address, m.created_at, m.state, m.failure, m.error_code, m.parts, m.repeated, m.sent_at,
                m.delivered_at, m.seen_at, :now::timestamptz, :now::timestamptz
            from message m
            where {among} and not exists (select from webhook_delivery d where d.message_id = m.id and d.outcome = 'GONE')
            """);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    void messagesChanged(@Observes MessagesChanged event) {
        List<UUID> ids = event.changes().stream()
                .filter(change -> change.webhook() && change.after() != MessageState.QUEUED)
                .map(MessagesChanged.Change::messageId)
                .toList();
        if (!ids.isEmpty()) {
            jdbi.useHandle(handle -> MessageSet.bind(handle.createUpdate(WRITE), ids)
                    .bind("now", clock.instant().toString())
                    .execute());
        }
    }
}
