package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Failure;
import org.heliograph.message.MessageSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads those of a chunk's recipients who are still to be sent to, with what decides whether they can be. */
@ApplicationScoped
class DueRecipients {

    @Inject
    private Clock clock;

    /**
     * A recipient who waits for the step's message.
     *
     * @param messageId the one that an interrupted attempt left behind; null if there is none
     * @param optedOut the contact, or another one with its e-mail address
     * @param values of the wanted attributes
     */
    record Due(
            int no,
            long contactId,
            UUID messageId,
            String phone,
            String address,
            boolean gone,
            boolean optedOut,
            boolean incapable,
            Map<String, String> values) {

        /** Why the step's channel cannot reach the recipient; null if it can. */
        String obstacle() {
            if (gone) {
                return "CONTACT_GONE";
            }
            if (address == null || address.isBlank()) {
                return "NO_ADDRESS";
            }
            if (optedOut) {
                return "OPTED_OUT";
            }
            return incapable ? "NOT_CAPABLE" : null;
        }

        /** Why a message that an interrupted attempt left behind may not be handed over again; null if it may. */
        Failure refusal() {
            if (optedOut) {
                return Failure.OPTED_OUT;
            }
            return gone ? Failure.INVALID_RECIPIENT : null;
        }
    }

    /** Pending ones, and those an interrupted attempt left behind: claimed, but without a message, which its result writes. */
    List<Due> list(Handle handle, Work work, List<String> names) {
        Channel channel = work.step().channel();
        boolean email = channel.addressKind() == Channel.AddressKind.EMAIL;
        String address = email ? StepForecast.EMAIL : "r.phone";
        String sharing = email
                ? "any(r.contact_id || array(select contacts_with_email(btrim(" + StepForecast.EMAIL + "))))"
                : "r.contact_id";
        String incapable = channel == Channel.RCS
                ? "coalesce(not c.rcs_capable and c.rcs_checked_at >= :since::timestamptz, false)"
                : "false";
        Query query = handle.createQuery("select r.no, r.contact_id, r.message_id, r.phone, " + address
                        + " as address, "
                        + incapable + " as incapable, c.id is null as gone,"
                        + " exists (select from opt_out o where o.contact_id = " + sharing + " and o.channel = :channel"
                        + " and (o.sender_id is null or o.sender_id = :sender)) as opted_out,"
                        + wanted(names) + " as values"
                        + " from recipient r left join contact c on c.id = r.contact_id"
                        + " where r.broadcast_id = :broadcast and r.no = any(:nos) and r.step = :step"
                        + " and r.state in ('PENDING', 'WAITING')"
                        + " order by r.no")
                .bind("broadcast", work.broadcast().id())
                .bind("nos", work.chunk().recipients().toArray(Integer[]::new))
                .bind("step", work.chunk().step())
                .bind("channel", channel.name())
                .bind("sender", work.sender().id())
                .bind("since", clock.instant().minus(Capabilities.VALIDITY).toString());
        for (int i = 0; i < names.size(); i++) {
            query.bind("name" + i, names.get(i));
        }
        List<Due> open = query.map((row, context) -> read(row, names)).list();
        Set<UUID> written = written(handle, open);
        return open.stream()
                .filter(one -> one.messageId() == null || !written.contains(one.messageId()))
                .toList();
    }

    /**
     * Which of the messages have their result. Asked for only if there are any, after an interruption: in the statement above it
     * would have all months planned and opened for each slice of a broadcast.
     */
    private static Set<UUID> written(Handle handle, List<Due> recipients) {
        List<UUID> claimed =
                recipients.stream().map(Due::messageId).filter(Objects::nonNull).toList();
        return claimed.isEmpty()
                ? Set.of()
                : MessageSet.bind(handle.createQuery("select m.id from message m where " + MessageSet.AMONG), claimed)
                        .mapTo(UUID.class)
                        .set();
    }

    /** Named one by one: a subquery over a list of names would be run, and sorted, for each recipient. */
    private static String wanted(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i ->
                        "case :name" + i + " when 'phoneNumber' then r.phone else c.attributes ->> :name" + i + " end")
                .collect(Collectors.joining(", ", "array[", "]::text[]"));
    }

    private static Due read(ResultSet row, List<String> names) throws SQLException {
        return new Due(
                row.getInt("no"),
                row.getLong("contact_id"),
                row.getObject("message_id", UUID.class),
                row.getString("phone"),
                row.getString("address"),
                row.getBoolean("gone"),
                row.getBoolean("opted_out"),
                row.getBoolean("incapable"),
                names.isEmpty()
                        ? Map.of()
                        : values(names, (String[]) row.getArray("values").getArray()));
    }

    private static Map<String, String> values(List<String> names, String[] read) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < read.length; i++) {
            values.put(names.get(i), read[i]);
        }
        return values;
    }
}
