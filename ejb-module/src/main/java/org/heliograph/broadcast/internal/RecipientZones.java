package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.SendBy;
import org.heliograph.message.SendTimes;
import org.heliograph.message.SendWindows;
import org.heliograph.platform.PhoneZones;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Where a broadcast's recipients are in time. It is worked out once for each when the audience is frozen and kept in
 * blocks of 500; a claim reads the few blocks of its recipients and asks the clock once for each time zone among them.
 */
@ApplicationScoped
class RecipientZones {

    private static final int BLOCK = 500;
    private static final int BLOCKS_AT_ONCE = 20;

    @Inject
    private Jdbi jdbi;

    @Inject
    private SendWindows windows;

    /** When each of some recipients may be written to. */
    static final class Moments {

        private final SendTimes times;
        private final Instant now;
        private final Map<Integer, String[]> blocks;
        private final Map<String, Optional<Instant>> byZones = new HashMap<>();
        private final Map<String, SendBy> limits = new HashMap<>();

        private Moments(SendTimes times, Instant now, Map<Integer, String[]> blocks) {
            this.times = times;
            this.now = now;
            this.blocks = blocks;
        }

        /** From now on; null if there is no moment for them. */
        Instant of(int recipient, String phone) {
            return times.always()
                    ? now
                    : byZones.computeIfAbsent(names(recipient, phone), names -> times.earliest(now, zones(names)))
                            .orElse(null);
        }

        /** Until when one who may be written to now has to be. */
        SendBy limit(int recipient, String phone) {
            return times.always()
                    ? SendBy.ANY_TIME
                    : limits.computeIfAbsent(names(recipient, phone), names -> times.sendBy(now, zones(names)));
        }

        private String names(int recipient, String phone) {
            String[] block = blocks.get(block(recipient));
            return block == null ? RecipientZones.names(phone) : block[(recipient - 1) % BLOCK];
        }
    }

    Moments moments(Handle handle, Work work, Instant now) {
        long broadcast = work.broadcast().id();
        SendTimes times = windows.of(broadcast, work.step().channel());
        return new Moments(
                times,
                now,
                times.always()
                        ? Map.of()
                        : blocks(handle, broadcast, work.chunk().recipients()));
    }

    private static Map<Integer, String[]> blocks(Handle handle, long broadcast, List<Integer> recipients) {
        Map<Integer, String[]> blocks = new HashMap<>();
        handle.createQuery("select block, zones from recipient_zones where broadcast_id = :broadcast"
                        + " and block = any(:blocks)")
                .bind("broadcast", broadcast)
                .bind(
                        "blocks",
                        recipients.stream()
                                .map(RecipientZones::block)
                                .distinct()
                                .toArray(Integer[]::new))
                .map((row, context) ->
                        blocks.put(row.getInt(1), (String[]) row.getArray(2).getArray()))
                .list();
        return blocks;
    }

    /** Nothing to do without hours; those set later work it out as they go. */
    void freeze(Broadcast broadcast) {
        boolean matters = broadcast.steps().stream()
                .anyMatch(step -> !windows.of(broadcast.id(), step.channel()).always());
        if (!matters) {
            return;
        }
        jdbi.useHandle(handle -> {
            List<String> phones = phones(handle, broadcast.id(), 0);
            for (int first = 0; !phones.isEmpty(); ) {
                write(handle, broadcast.id(), first / BLOCK, phones);
                first += phones.size();
                phones = phones(handle, broadcast.id(), first);
            }
        });
    }

    private static List<String> phones(Handle handle, long broadcast, int first) {
        return handle.createQuery("select phone from recipient where broadcast_id = :broadcast"
                        + " and no > :first and no <= :last order by no")
                .bind("broadcast", broadcast)
                .bind("first", first)
                .bind("last", first + BLOCK * BLOCKS_AT_ONCE)
                .mapTo(String.class)
                .list();
    }

    private static void write(Handle handle, long broadcast, int firstBlock, List<String> phones) {
        PreparedBatch batch = handle.prepareBatch("insert into recipient_zones (broadcast_id, block, company_id, zones)"
                + " values (:broadcast, :block, :company, :zones)");
        for (int first = 0; first < phones.size(); first += BLOCK) {
            List<String> block = phones.subList(first, Math.min(first + BLOCK, phones.size()));
            batch.bind("broadcast", broadcast)
                    .bind("block", firstBlock + first / BLOCK)
                    .bind("company", Callers.get().company())
                    .bind("zones", block.stream().map(RecipientZones::names).toArray(String[]::new))
                    .add();
        }
        batch.execute();
    }

    private static int block(int recipient) {
        return (recipient - 1) / BLOCK;
    }

    private static String names(String phone) {
        return PhoneZones.of(phone).stream().map(ZoneId::getId).sorted().collect(Collectors.joining(","));
    }

    private static Set<ZoneId> zones(String names) {
        return names.isEmpty()
                ? Set.of()
                : Stream.of(names.split(",")).map(ZoneId::of).collect(Collectors.toSet());
    }
}
