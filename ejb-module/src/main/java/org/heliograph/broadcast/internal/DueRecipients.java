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
import java.util.stream.Stream;
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

        private Due asOptedOut() {
            return new Due(no, contactId, messageId, phone, address, gone, true, incapable, values);
        }
    }

    /** Pending ones, and those an interrupted attempt left behind: claimed, but without a message, which its result writes. */
    List<Due> list(Handle handle, Work work, List<String> names) {
        Channel channel = work.step().channel();
        String address = isByEmail(work) ? StepForecast.EMAIL : "r.phone";
        String incapable = channel == Channel.RCS
                ? "coalesce(not c.rcs_capable and c.rcs_checked_at >= :since::timestamptz, false)"
                : "false";
        Query query = handle.createQuery("select r.no, r.contact_id, r.message_id, r.phone, " + address
                        + " as address, "
                        + incapable + " as incapable, c.id is null as gone,"
                        + " exists (select from opt_out o where o.contact_id = r.contact_id and o.channel = :channel"
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

    /** The same. Who has the e-mail address of another contact that has opted out, has opted out too. */
    List<Due> listWithSharedOptOuts(Handle handle, Work work, List<String> names) {
        List<Due> all = list(handle, work, names);
        if (!isByEmail(work)) {
            return all;
        }
        Set<String> optedOut = optedOut(
                handle,
                work,
                all.stream().map(Due::address).filter(Objects::nonNull).distinct());
        return all.stream()
                .map(one -> optedOut.contains(one.address()) ? one.asOptedOut() : one)
                .toList();
    }

    private static boolean isByEmail(Work work) {
        return work.step().channel().addressKind() == Channel.AddressKind.EMAIL;
    }

    /** Those of the addresses that belong to a contact that has opted out. */
    private static Set<String> optedOut(Handle handle, Work work, Stream<String> addresses) {
        return handle.createQuery("select a.address from unnest(:addresses) a (address)"
                        + " where exists (select from opt_out o where o.channel = :channel"
                        + " and (o.sender_id is null or o.sender_id = :sender)"
                        + " and o.contact_id = any(array(select contacts_with_email(a.address))))")
                .bind("addresses", addresses.toArray(String[]::new))
                .bind("channel", work.step().channel().name())
                .bind("sender", work.sender().id())
                .mapTo(String.class)
                .set();
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
