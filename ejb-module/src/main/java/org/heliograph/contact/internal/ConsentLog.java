package org.heliograph.contact.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.heliograph.channel.Channel;
import org.heliograph.contact.ConsentChange;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Every change of consent, for good: rows are added and never changed. All within the transaction of the change. */
@ApplicationScoped
public class ConsentLog {

    private static final int MAX_DETAIL = 200;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /**
     * A change to be logged.
     *
     * @param senderId null for the whole channel
     * @param text what the contact wrote, and the message's id; both null if the calling user did it by hand
     */
    public record Entry(
            long contactId, Channel channel, Long senderId, boolean optedOut, String text, String messageId) {}

    public void add(Handle handle, Entry entry) {
        boolean byContact = entry.messageId() != null;
        handle.createUpdate("insert into consent_log (company_id, contact_id, channel, sender_id, sender, opted_out,"
                        + " source, proof, detail, user_id, person, at) values (:company, :contact, :channel, :sender,"
                        + " (select name from sender where id = :sender), :optedOut, :source, :proof, :detail, :user,"
                        + " (select first_name || ' ' || last_name from app_user where id = :user), :now::timestamptz)")
                .bind("company", Callers.get().company())
                .bind("contact", entry.contactId())
                .bind("channel", entry.channel().name())
                .bind("sender", entry.senderId())
                .bind("optedOut", entry.optedOut())
                .bind("source", byContact ? "INBOUND_MESSAGE" : "USER")
                .bind("proof", entry.messageId())
                .bind("detail", shortened(entry.text()))
                .bind("user", byContact ? null : Callers.get().userId())
                .bind("now", clock.instant().toString())
                .execute();
    }

    /** PostgreSQL stores every character but NUL, which anybody can send. */
    private static String shortened(String text) {
        String storable = text == null ? null : text.replace("\0", "").strip();
        return storable == null || storable.length() <= MAX_DETAIL ? storable : storable.substring(0, MAX_DETAIL);
    }

    /** A contact's latest changes, the last one first. */
    public List<ConsentChange> latest(long contactId, int count) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from consent_log where contact_id = :contact"
                        + " and company_id = :company order by id desc limit :count")
                .bind("contact", contactId)
                .bind("company", Callers.get().company())
                .bind("count", count)
                .map((row, context) -> new ConsentChange(
                        row.getTimestamp("at").toInstant(),
                        Channel.valueOf(row.getString("channel")),
                        row.getString("sender"),
                        row.getBoolean("opted_out"),
                        row.getString("source"),
                        row.getString("person"),
                        row.getString("detail"),
                        row.getString("proof")))
                .list());
    }
}
