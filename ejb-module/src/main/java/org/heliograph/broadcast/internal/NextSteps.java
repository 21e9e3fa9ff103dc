package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.heliograph.channel.Channel;
import org.jdbi.v3.core.Handle;

/** Starts the next step of recipients, or ends those for whom there is none. */
@ApplicationScoped
class NextSteps {

    @Inject
    private Chunks chunks;

    @Inject
    private Counts counts;

    private record Moved(int no, Integer step, String channel) {}

    /**
     * Moves recipients who have not ended. With no step left they are unsuccessful, for the reason of the last one.
     *
     * @param reasons by the recipient's number
     * @return the channels on which they go on
     */
    Set<Channel> advance(Handle handle, long companyId, long broadcastId, Map<Integer, String> reasons) {
        List<Moved> moved = handle.createQuery(
                        """
                        update recipient r
                        set state = case when s.position is null then 'UNSUCCESSFUL' else 'PENDING' end,
                            step = coalesce(s.position, r.step),
                            message_id = case when s.position is null then r.message_id end,
                            initiated = r.initiated or m.sent_at is not null,
                            reason = u.reason
                        from unnest(:nos, :reasons) u (no, reason)
                        join recipient was
                          on was.broadcast_id = :broadcast and was.no = any(:nos) and was.no = u.no
                        left join message m on m.id = was.message_id
                        left join broadcast_step s on s.broadcast_id = :broadcast and s.position = was.step + 1
                        where r.broadcast_id = :broadcast and r.no = any(:nos) and r.no = u.no
                          and r.state in ('PENDING', 'WAITING')
                        returning r.no, s.position, s.channel
                        """)
                .bind("broadcast", broadcastId)
                .bind("nos", reasons.keySet().toArray(Integer[]::new))
                .bind("reasons", reasons.values().toArray(String[]::new))
                .map((row, context) -> new Moved(row.getInt(1), row.getObject(2, Integer.class), row.getString(3)))
                .list();
        Map<Integer, List<Moved>> byStep = new TreeMap<>();
        int ended = 0;
        for (Moved one : moved) {
            if (one.step() == null) {
                ended++;
            } else {
                byStep.computeIfAbsent(one.step(), step -> new ArrayList<>()).add(one);
            }
        }
        counts.add(handle, broadcastId, 0, "UNSUCCESSFUL", ended);
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        byStep.forEach((step, those) -> {
            Channel channel = Channel.valueOf(those.get(0).channel());
            channels.add(channel);
            chunks.create(
                    companyId,
                    broadcastId,
                    step,
                    channel,
                    those.stream().map(Moved::no).toList());
        });
        return channels;
    }
}
