package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.message.FrequencyCaps;
import org.heliograph.platform.Ids;
import org.heliograph.platform.Json;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Claims a chunk's recipients and gives each a message, in three statements whatever their number. */
@ApplicationScoped
class Recipients {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private RecipientZones zones;

    @Inject
    private FrequencyCaps caps;

    /** A recipient to send to. */
    record ClaimedRecipient(int no, UUID messageId, String address, Map<String, String> values) {}

    /**
     * What became of the recipients.
     *
     * @param skipped who cannot be reached on the step's channel, by number, with the reason
     * @param held who may not be written to before a moment
     */
    record Claim(List<ClaimedRecipient> claimed, Map<Integer, String> skipped, Map<Instant, List<Integer>> held) {}

    private record Due(
            int no,
            long contactId,
            UUID messageId,
            String phone,
            String address,
            boolean gone,
            boolean optedOut,
            boolean incapable,
            String[] values) {}

    Claim claim(Work work, List<String> names) {
        return jdbi.withHandle(handle -> {
            List<ClaimedRecipient> fresh = new ArrayList<>();
            List<ClaimedRecipient> again = new ArrayList<>();
            List<Due> freshRows = new ArrayList<>();
            Map<Integer, String> skipped = new HashMap<>();
            Map<Instant, List<Integer>> held = new TreeMap<>();
            Instant now = clock.instant();
            RecipientZones.Moments moments = zones.moments(handle, work, now);
            for (Due due : due(handle, work, names)) {
                Instant moment = moments.of(due.no(), due.phone());
                String obstacle = moment == null ? "NO_SEND_WINDOW" : obstacle(due);
                if (obstacle == null && moment.isAfter(now)) {
                    held.computeIfAbsent(moment, m -> new ArrayList<>()).add(due.no());
                } else if (due.messageId() != null) {
                    again.add(claimed(due, due.messageId(), names));
                } else if (obstacle != null) {
                    skipped.put(due.no(), obstacle);
                } else {
                    fresh.add(claimed(due, Ids.next(), names));
                    freshRows.add(due);
                }
            }
            skipCapped(work, fresh, freshRows, skipped, now);
            insertMessages(handle, work, fresh, freshRows);
            markSending(handle, work, fresh);
            repeat(handle, again);
            List<ClaimedRecipient> all =
                    Stream.concat(again.stream(), fresh.stream()).toList();
            return new Claim(all, skipped, held);
        });
    }

    /** Those who have had as many messages as the company allows are no longer among the fresh. */
    private void skipCapped(
            Work work, List<ClaimedRecipient> fresh, List<Due> rows, Map<Integer, String> skipped, Instant now) {
        Set<Long> capped = caps.reserve(
                work.step().channel(),
                rows.stream().map(Due::contactId).toList(),
                work.broadcast().rules().ignoresCap(),
                now);
        if (!capped.isEmpty()) {
            rows.removeIf(row -> capped.contains(row.contactId()) && skipped.put(row.no(), "FREQUENCY_CAP") == null);
            fresh.removeIf(recipient -> skipped.containsKey(recipient.no()));
        }
    }

    private static String obstacle(Due due) {
        if (due.gone()) {
            return "CONTACT_GONE";
        }
        if (due.address() == null || due.address().isBlank()) {
            return "NO_ADDRESS";
        }
        if (due.optedOut()) {
            return "OPTED_OUT";
        }
        return due.incapable() ? "NOT_CAPABLE" : null;
    }

    private static ClaimedRecipient claimed(Due due, UUID messageId, List<String> names) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), due.values()[i]);
        }
        return new ClaimedRecipient(due.no(), messageId, due.address(), values);
    }

    /** Pending ones, and those an interrupted attempt left behind: claimed, but their message without a result. */
    private List<Due> due(Handle handle, Work work, List<String> names) {
        Channel channel = work.step().channel();
        String address = channel.addressKind() == Channel.AddressKind.EMAIL ? StepForecast.EMAIL : "r.phone";
        String incapable = channel == Channel.RCS
                ? "coalesce(not c.rcs_capable and c.rcs_checked_at >= :since::timestamptz, false)"
                : "false";
        return handle.createQuery("select r.no, r.contact_id, r.message_id, r.phone, " + address + " as address, "
                        + incapable + " as incapable, c.id is null as gone,"
                        + " exists (select from opt_out o where o.contact_id = r.contact_id and o.channel = :channel"
                        + " and (o.sender_id is null or o.sender_id = :sender)) as opted_out,"
                        + " array(select case n when 'phoneNumber' then r.phone else c.attributes ->> n end"
                        + " from unnest(:names) with ordinality u (n, i) order by i) as values"
                        + " from recipient r left join contact c on c.id = r.contact_id"
                        + " left join message m on m.id = r.message_id"
                        + " where r.broadcast_id = :broadcast and r.no = any(:nos) and r.step = :step"
                        + " and (r.state = 'PENDING' or r.state = 'SENDING' and m.state = 'SENDING' and m.content is null)"
                        + " order by r.no for update of r")
                .bind("broadcast", work.broadcast().id())
                .bind("nos", work.chunk().recipients().toArray(Integer[]::new))
                .bind("step", work.chunk().step())
                .bind("channel", channel.name())
                .bind("sender", work.sender().id())
                .bind("names", names.toArray(String[]::new))
                .bind("since", clock.instant().minus(Capabilities.VALIDITY).toString())
                .map((row, context) -> read(row))
                .list();
    }

    private static Due read(ResultSet row) throws SQLException {
        return new Due(
                row.getInt("no"),
                row.getLong("contact_id"),
                row.getObject("message_id", UUID.class),
                row.getString("phone"),
                row.getString("address"),
                row.getBoolean("gone"),
                row.getBoolean("opted_out"),
                row.getBoolean("incapable"),
                (String[]) row.getArray("values").getArray());
    }

    private void insertMessages(Handle handle, Work work, List<ClaimedRecipient> claimed, List<Due> rows) {
        if (claimed.isEmpty()) {
            return;
        }
        Sender sender = work.sender();
        handle.createUpdate("insert into message (id, company_id, channel, sender_id, sender, contact_id, address,"
                        + " broadcast_id, recipient_no, step, placeholders, state, attempts, country, created_at)"
                        + " select id, :company, :channel, :senderId, :sender, contact, address, :broadcast, no, :step,"
                        + " placeholders::jsonb, 'SENDING', 1, country, :now::timestamptz"
                        + " from unnest(:ids, :contacts, :addresses, :nos, :placeholders, :countries)"
                        + " r (id, contact, address, no, placeholders, country)")
                .bind("company", Callers.get().company())
                .bind("channel", sender.channel().name())
                .bind("senderId", sender.id())
                .bind("sender", sender.address())
                .bind("broadcast", work.broadcast().id())
                .bind("step", work.chunk().step())
                .bind("now", clock.instant().toString())
                .bind("ids", claimed.stream().map(ClaimedRecipient::messageId).toArray(UUID[]::new))
                .bind("contacts", rows.stream().map(Due::contactId).toArray(Long[]::new))
                .bind(
                        "addresses",
                        claimed.stream().map(ClaimedRecipient::address).toArray(String[]::new))
                .bind("nos", claimed.stream().map(ClaimedRecipient::no).toArray(Integer[]::new))
                .bind(
                        "placeholders",
                        claimed.stream()
                                .map(c -> c.values().isEmpty() ? null : Json.write(c.values()))
                                .toArray(String[]::new))
                .bind(
                        "countries",
                        claimed.stream()
                                .map(c -> PhoneNumbers.findCountry(c.address()).orElse(null))
                                .toArray(String[]::new))
                .execute();
    }

    private static void markSending(Handle handle, Work work, List<ClaimedRecipient> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        handle.createUpdate("update recipient r set state = 'SENDING', message_id = u.id"
                        + " from unnest(:nos, :ids) u (no, id) where r.broadcast_id = :broadcast and r.no = any(:nos)"
                        + " and r.no = u.no")
                .bind("broadcast", work.broadcast().id())
                .bind("nos", claimed.stream().map(ClaimedRecipient::no).toArray(Integer[]::new))
                .bind("ids", claimed.stream().map(ClaimedRecipient::messageId).toArray(UUID[]::new))
                .execute();
    }

    /** Whether the first time succeeded nobody knows, so it is done again and said so. */
    private static void repeat(Handle handle, List<ClaimedRecipient> again) {
        if (again.isEmpty()) {
            return;
        }
        handle.createUpdate("update message set repeated = true, attempts = attempts + 1 where id = any(:ids)")
                .bind("ids", again.stream().map(ClaimedRecipient::messageId).toArray(UUID[]::new))
                .execute();
    }
}
