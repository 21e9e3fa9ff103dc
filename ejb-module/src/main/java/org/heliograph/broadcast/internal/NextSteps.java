package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heliograph.channel.Channel;
import org.jdbi.v3.core.Handle;

/** Starts the next step of recipients, or ends those for whom there is none. */
@ApplicationScoped
class NextSteps {

    /** The step of those who start none. */
    private static final int ENDED = 0;

    @Inject
    private Chunks chunks;

    @Inject
    private Counts counts;

    /**
     * Moves recipients who have not ended. With no step left they are unsuccessful, for the reason of the last one.
     *
     * @param reasons by the recipient's number, ascending
     * @return the channels on which they go on
     */
    Set<Channel> advance(Handle handle, long companyId, long broadcastId, SortedMap<Integer, String> reasons) {
        NavigableMap<Integer, Channel> steps = steps(handle, broadcastId);
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        move(handle, broadcastId, steps.lastKey(), reasons).forEach((step, recipients) -> {
            if (step == ENDED) {
                counts.add(handle, broadcastId, 0, "UNSUCCESSFUL", recipients.size());
            } else {
                channels.add(steps.get(step));
                chunks.create(companyId, broadcastId, step, steps.get(step), recipients);
            }
        });
        return channels;
    }

    /** By position, from 1 without a gap. */
    private static NavigableMap<Integer, Channel> steps(Handle handle, long broadcastId) {
        return new TreeMap<>(
                handle.createQuery("select position, channel from broadcast_step where broadcast_id = :broadcast")
                        .bind("broadcast", broadcastId)
                        .map((row, context) -> Map.entry(row.getInt(1), Channel.valueOf(row.getString(2))))
                        .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those who were moved, by the step they start, in its order. */
    private static SortedMap<Integer, List<Integer>> move(
            Handle handle, long broadcastId, int last, SortedMap<Integer, String> reasons) {
        SortedMap<Integer, List<Integer>> moved = new TreeMap<>();
        handle.createQuery(
                        """
                        update recipient r
                        set state = case when r.step < :last then 'PENDING' else 'UNSUCCESSFUL' end,
                            step = case when r.step < :last then r.step + 1 else r.step end,
                            message_id = case when r.step < :last then null else r.message_id end,
                            initiated = r.initiated or coalesce(
                                (select m.sent_at is not null from message m where m.id = r.message_id), false),
                            reason = (:reasons)[width_bucket(r.no, :nos)]
                        where r.broadcast_id = :broadcast and r.no = any(:nos) and r.state in ('PENDING', 'WAITING')
                        returning case when r.state = 'PENDING' then r.step else :ended end, r.no
                        """)
                .bind("last", last)
                .bind("ended", ENDED)
                .bind("broadcast", broadcastId)
                .bind("nos", reasons.keySet().toArray(Integer[]::new))
                .bind("reasons", reasons.values().toArray(String[]::new))
                .map((row, context) -> moved.computeIfAbsent(row.getInt(1), step -> new ArrayList<>())
                        .add(row.getInt(2)))
                .list();
        return moved;
    }
}
