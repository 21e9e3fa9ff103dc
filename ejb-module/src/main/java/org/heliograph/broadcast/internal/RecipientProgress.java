package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heliograph.broadcast.BroadcastReport;
import org.heliograph.broadcast.WaitFor;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.Channel;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.Remembered;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Moves recipients on as their messages change: to success, to waiting, or to the next step. A change of an earlier
 * step's message, or of a recipient who has ended, moves nobody. All within the transaction of what happened.
 *
 * <p>The statements name recipients by {@code no = any(:nos)} and join with nothing: the planner takes a broadcast that is
 * too new for the statistics for one recipient and {@code unnest} for ten rows, and would compare each with each. What
 * belongs to a recipient is found by {@code width_bucket(no, :nos)}, which bisects; the numbers must ascend for that.
 */
@ApplicationScoped
public class RecipientProgress {

    @Inject
    private Jdbi jdbi;

    @Inject
    private NextSteps nextSteps;

    @Inject
    private FallbackWindows windows;

    @Inject
    private Counts counts;

    @Inject
    private RunControl control;

    @Inject
    private ErrorPause errorPause;

    @Inject
    private Event<WorkReady> ready;

    /** By broadcast; its steps are what they are from the launch on. */
    private final Remembered<Long, Map<Integer, Integer>> knownGoals = new Remembered<>(Duration.ofMinutes(1));

    void messagesChanged(@Observes MessagesChanged event) {
        Map<Long, List<Change>> byBroadcast = event.changes().stream()
                .filter(change -> change.broadcastId() != null)
                .collect(Collectors.groupingBy(Change::broadcastId));
        byBroadcast.forEach((broadcastId, changes) -> apply(event.companyId(), broadcastId, changes));
    }

    private void apply(long companyId, long broadcastId, List<Change> changes) {
        jdbi.useHandle(handle -> {
            CountChanges counted = new CountChanges();
            counts.addMessages(handle, broadcastId, changes, counted);
            errorPause.count(handle, broadcastId, changes);
            List<UUID> again = changes.stream()
                    .filter(change -> change.after() == MessageState.QUEUED)
                    .map(Change::messageId)
                    .toList();
            if (!again.isEmpty()) {
                control.followStatus(handle, broadcastId, again);
            }
            Map<Integer, Integer> goals = knownGoals
                    .find(broadcastId, () -> Optional.of(goals(handle, broadcastId)))
                    .orElseThrow();
            changes.stream()
                    .filter(Change::isHandOver)
                    .collect(Collectors.groupingBy(Change::step))
                    .forEach((step, handedOver) ->
                            counted.add(0, "INITIATED", handedOver(handle, broadcastId, step, handedOver)));
            int succeeded = succeed(
                    handle,
                    broadcastId,
                    changes.stream()
                            .filter(change -> !change.after().isFailure())
                            .filter(change -> change.after().rank() >= goals.get(change.step()))
                            .toList());
            counts.add(handle, broadcastId, counted.add(0, "SUCCESSFUL", succeeded));
            List<Change> failed = changes.stream()
                    .filter(change -> change.after().isFailure())
                    .toList();
            advance(handle, companyId, broadcastId, reasons(handle, broadcastId, failed));
        });
    }

    /** The least rank that is a step's success, by step. */
    private static Map<Integer, Integer> goals(Handle handle, long broadcastId) {
        return handle.createQuery("select position, wait_for from broadcast_step where broadcast_id = :broadcast")
                .bind("broadcast", broadcastId)
                .map((row, context) -> Map.entry(
                        row.getInt(1),
                        WaitFor.valueOf(row.getString(2)).reached().rank()))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The window opens when the carrier has taken the message. Returns for how many it is the first message. */
    private int handedOver(Handle handle, long broadcastId, int step, List<Change> changes) {
        windows.open(handle, broadcastId, step, numbers(changes));
        return changes.size() - (step == 1 ? 0 : initiated(handle, broadcastId, changes));
    }

    /** How many had a message of an earlier step. */
    private static int initiated(Handle handle, long broadcastId, List<Change> changes) {
        return handle.createQuery(
                        "select count(*) from recipient where broadcast_id = :broadcast and no = any(:nos) and initiated")
                .bind("broadcast", broadcastId)
                .bind("nos", numbers(changes))
                .mapTo(Integer.class)
                .one();
    }

    /** A recipient of whom several messages have changed takes several turns. */
    private static int succeed(Handle handle, long broadcastId, List<Change> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        SortedMap<Integer, UUID> messages = new TreeMap<>();
        List<Change> others = changes.stream()
                .filter(change -> messages.putIfAbsent(change.recipientNo(), change.messageId()) != null)
                .toList();
        int succeeded = handle.createUpdate("update recipient set state = 'SUCCESSFUL', reason = null"
                        + " where broadcast_id = :broadcast and no = any(:nos)"
                        + " and message_id = (:ids)[width_bucket(no, :nos)] and state = 'WAITING'")
                .bind("broadcast", broadcastId)
                .bind("nos", messages.keySet().toArray(Integer[]::new))
                .bind("ids", messages.values().toArray(UUID[]::new))
                .execute();
        return succeeded + succeed(handle, broadcastId, others);
    }

    /** Why recipients go on, of those whose current message has failed. */
    private static SortedMap<Integer, String> reasons(Handle handle, long broadcastId, List<Change> failed) {
        SortedMap<Integer, String> reasons = new TreeMap<>();
        failed.forEach(change -> reasons.put(
                change.recipientNo(),
                change.after() == MessageState.FAILED
                        ? change.failure()
                        : change.after().name()));
        if (!failed.isEmpty()) {
            reasons.keySet().retainAll(currentOf(handle, broadcastId, failed));
        }
        return reasons;
    }

    /** Recipients whose current message is among the changed; locked in their order, as everywhere, against deadlocks. */
    private static List<Integer> currentOf(Handle handle, long broadcastId, List<Change> changes) {
        return handle.createQuery("select no from recipient where broadcast_id = :broadcast and no = any(:nos)"
                        + " and message_id = any(:ids) order by no for update")
                .bind("broadcast", broadcastId)
                .bind("nos", numbers(changes))
                .bind("ids", ids(changes))
                .mapTo(Integer.class)
                .list();
    }

    /** Recipients the step's channel cannot reach. */
    void skip(Work work, SortedMap<Integer, String> skipped) {
        if (skipped.isEmpty()) {
            return;
        }
        long id = work.broadcast().id();
        int step = work.chunk().step();
        jdbi.useHandle(handle -> {
            List<String> reasons = noteSkips(handle, id, step, skipped);
            reasons.stream()
                    .collect(Collectors.groupingBy(reason -> reason, Collectors.summingInt(reason -> 1)))
                    .forEach((reason, sum) -> counts.add(handle, id, step, BroadcastReport.SKIPPED + reason, sum));
            advance(handle, Callers.get().company(), id, skipped);
        });
    }

    /** Returns the reasons of those who had not been aborted since; nobody else moves them. */
    private static List<String> noteSkips(
            Handle handle, long broadcastId, int step, SortedMap<Integer, String> skipped) {
        return handle.createQuery("update recipient"
                        + " set skipped = array_append(skipped, :step || ':' || (:reasons)[width_bucket(no, :nos)])"
                        + " where broadcast_id = :broadcast and no = any(:nos) and state = 'PENDING'"
                        + " returning (:reasons)[width_bucket(no, :nos)]")
                .bind("broadcast", broadcastId)
                .bind("step", Integer.toString(step))
                .bind("nos", skipped.keySet().toArray(Integer[]::new))
                .bind("reasons", skipped.values().toArray(String[]::new))
                .mapTo(String.class)
                .list();
    }

    /** Recipients whose window is over: without success, unless silence is one. */
    void expire(long companyId, long broadcastId, List<Integer> recipients) {
        SortedMap<Integer, String> reasons = new TreeMap<>();
        recipients.forEach(no -> reasons.put(no, "NO_REPORT"));
        jdbi.useHandle(handle -> {
            List<Integer> delivered = succeedInSilence(handle, broadcastId, recipients);
            if (!delivered.isEmpty()) {
                counts.add(handle, broadcastId, 0, "SUCCESSFUL", delivered.size());
                reasons.keySet().removeAll(delivered);
            }
            advance(handle, companyId, broadcastId, reasons);
        });
    }

    /** What a carrier that reports only failures has taken and not brought back counts as delivered. */
    private static List<Integer> succeedInSilence(Handle handle, long broadcastId, List<Integer> recipients) {
        return handle.createQuery("update recipient r set state = 'SUCCESSFUL', reason = null"
                        + " where broadcast_id = :broadcast and no = any(:nos) and state = 'WAITING'"
                        + " and step in (select position from broadcast_step where broadcast_id = :broadcast"
                        + " and wait_for = 'DELIVERY' and channel = any(:silent))"
                        + " and (select m.state from message m where m.id = r.message_id) = 'SENT' returning no")
                .bind("broadcast", broadcastId)
                .bind("nos", recipients.toArray(Integer[]::new))
                .bind(
                        "silent",
                        Channel.reportingFailuresOnly().stream()
                                .map(Channel::name)
                                .toArray(String[]::new))
                .mapTo(Integer.class)
                .list();
    }

    private void advance(Handle handle, long companyId, long broadcastId, SortedMap<Integer, String> reasons) {
        if (!reasons.isEmpty()) {
            Set<Channel> channels = nextSteps.advance(handle, companyId, broadcastId, reasons);
            if (!channels.isEmpty()) {
                ready.fire(WorkReady.ofBroadcasts(channels));
            }
        }
    }

    /**
     * Ends the chunk's recipients of a capability check whose numbers were answered, and those who have been deleted since.
     *
     * @param giveUp ends the others too, as not reported
     */
    void finishChecked(Work work, Collection<String> answered, boolean giveUp) {
        jdbi.useHandle(handle -> {
            Map<String, Integer> ended = new HashMap<>();
            handle.createQuery("update recipient r set initiated = true,"
                            + " state = case when was.capable then 'SUCCESSFUL' else 'UNSUCCESSFUL' end,"
                            + " reason = case when was.capable then null when was.gone then 'CONTACT_GONE'"
                            + " when was.answered then 'NOT_CAPABLE' else 'NO_REPORT' end"
                            + " from (select q.no, q.phone = any(:answered) as answered, c.id is null as gone,"
                            + " q.phone = any(:answered) and coalesce(c.rcs_capable, false) as capable"
                            + " from recipient q left join contact c on c.id = q.contact_id"
                            + " where q.broadcast_id = :broadcast and q.no = any(:nos)) was"
                            + " where r.broadcast_id = :broadcast and r.no = any(:nos) and r.no = was.no"
                            + " and r.state = 'PENDING'"
                            + " and (was.answered or was.gone or :giveUp) returning r.state")
                    .bind("broadcast", work.broadcast().id())
                    .bind("nos", work.chunk().recipients().toArray(Integer[]::new))
                    .bind("answered", answered.toArray(String[]::new))
                    .bind("giveUp", giveUp)
                    .mapTo(String.class)
                    .forEach(state -> ended.merge(state, 1, Integer::sum));
            long id = work.broadcast().id();
            counts.add(
                    handle,
                    id,
                    0,
                    "INITIATED",
                    ended.values().stream().mapToInt(i -> i).sum());
            ended.forEach((state, count) -> counts.add(handle, id, 0, state, count));
        });
    }

    private static Integer[] numbers(List<Change> changes) {
        return changes.stream().map(Change::recipientNo).toArray(Integer[]::new);
    }

    private static UUID[] ids(List<Change> changes) {
        return changes.stream().map(Change::messageId).toArray(UUID[]::new);
    }
}
