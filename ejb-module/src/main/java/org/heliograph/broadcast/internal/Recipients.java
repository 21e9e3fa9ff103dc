package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.broadcast.internal.DueRecipients.Due;
import org.heliograph.message.Drafts;
import org.heliograph.message.Drafts.Draft;
import org.heliograph.message.FrequencyCaps;
import org.heliograph.platform.Ids;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Claims a chunk's recipients and gives each the id of a message, in two statements whatever their number. */
@ApplicationScoped
class Recipients {

    /** How long a claimed recipient waits whose window never opens; the company may change it until then. */
    private static final Duration NO_WINDOW = Duration.ofHours(1);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private DueRecipients due;

    @Inject
    private RecipientZones zones;

    @Inject
    private FrequencyCaps caps;

    /**
     * What became of the recipients.
     *
     * @param skipped who cannot be reached on the step's channel, by number, with the reason
     * @param held who may not be written to before a moment
     */
    record Claim(Drafts drafts, SortedMap<Integer, String> skipped, Map<Instant, List<Integer>> held) {}

    /**
     * A chunk's recipients who still are to be sent to.
     *
     * @param pending by number, those whom nothing can have been sent to yet
     * @param held those of them who may not be written to before a moment
     * @param anyInHand whether others are, who were claimed by an interrupted attempt
     */
    record Open(List<Integer> pending, Map<Instant, List<Integer>> held, boolean anyInHand) {}

    Claim claim(Work work, List<String> names) {
        return jdbi.withHandle(handle -> {
            List<Due> fresh = new ArrayList<>();
            List<Draft> claimed = new ArrayList<>();
            SortedMap<Integer, String> skipped = new TreeMap<>();
            Map<Instant, List<Integer>> held = new TreeMap<>();
            Instant now = clock.instant();
            RecipientZones.Moments moments = zones.moments(handle, work, now);
            for (Due one : due.listWithSharedOptOuts(handle, work, names)) {
                Instant moment = moment(moments, one, now);
                String obstacle = moment == null ? "NO_SEND_WINDOW" : one.obstacle();
                if (obstacle == null && moment.isAfter(now)) {
                    held.computeIfAbsent(moment, m -> new ArrayList<>()).add(one.no());
                } else if (one.messageId() != null) {
                    // Whether the first time succeeded nobody knows, so it is done again and said so, or refused by us.
                    claimed.add(draft(one.messageId(), one, true, moments));
                } else if (obstacle != null) {
                    skipped.put(one.no(), obstacle);
                } else {
                    fresh.add(one);
                }
            }
            Set<Long> capped = capped(work, fresh, now);
            fresh.stream()
                    .filter(one -> capped.contains(one.contactId()))
                    .forEach(one -> skipped.put(one.no(), "FREQUENCY_CAP"));
            claimed.addAll(give(
                    handle,
                    work,
                    fresh.stream()
                            .filter(one -> !capped.contains(one.contactId()))
                            .map(one -> draft(Ids.next(), one, false, moments))
                            .toList()));
            return new Claim(drafts(work, claimed, now), skipped, held);
        });
    }

    /** When the recipient may be written to; null for never, in which case it is skipped if nothing can have been sent. */
    private static Instant moment(RecipientZones.Moments moments, Due one, Instant now) {
        Instant moment = moments.of(one.no(), one.phone());
        return moment == null && one.messageId() != null ? now.plus(NO_WINDOW) : moment;
    }

    /** They are locked, so that nobody claims any meanwhile. */
    Open open(Work work) {
        return jdbi.withHandle(handle -> {
            handle.createQuery("select count(*) from (select from recipient where broadcast_id = :broadcast"
                            + " and no = any(:nos) order by no for update) locked")
                    .bind("broadcast", work.broadcast().id())
                    .bind("nos", work.chunk().recipients().toArray(Integer[]::new))
                    .mapTo(Long.class)
                    .one();
            Instant now = clock.instant();
            RecipientZones.Moments moments = zones.moments(handle, work, now);
            List<Integer> pending = new ArrayList<>();
            Map<Instant, List<Integer>> held = new TreeMap<>();
            boolean anyInHand = false;
            for (Due one : due.list(handle, work, List.of())) {
                Instant moment = moments.of(one.no(), one.phone());
                if (one.messageId() != null) {
                    anyInHand = true;
                } else if (moment != null && moment.isAfter(now)) {
                    held.computeIfAbsent(moment, m -> new ArrayList<>()).add(one.no());
                } else {
                    pending.add(one.no());
                }
            }
            return new Open(pending, held, anyInHand);
        });
    }

    /** Contacts who have had as many messages as the company allows. */
    private Set<Long> capped(Work work, List<Due> fresh, Instant now) {
        return caps.reserve(
                work.step().channel(),
                fresh.stream().map(Due::contactId).toList(),
                work.broadcast().rules().ignoresCap(),
                now);
    }

    /** The carrier refuses the number instead of an address that has gone since an interrupted attempt. */
    private static Draft draft(UUID message, Due due, boolean repeated, RecipientZones.Moments moments) {
        String address = Objects.requireNonNullElse(due.address(), due.phone());
        return new Draft(
                message,
                due.no(),
                due.contactId(),
                address,
                due.values(),
                repeated,
                repeated ? due.refusal() : null,
                moments.limit(due.no(), due.phone()));
    }

    /** In the order of recipients: two servers that write the same then wait for each other instead of deadlocking. */
    private static Drafts drafts(Work work, List<Draft> claimed, Instant now) {
        claimed.sort(Comparator.comparing(Draft::recipientNo));
        return new Drafts(work.sender(), work.broadcast().id(), work.chunk().step(), now, claimed);
    }

    /** Gives recipients the ids of their messages; returns those who had not been aborted since. */
    private static List<Draft> give(Handle handle, Work work, List<Draft> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<Integer> waiting = new HashSet<>(
                handle.createQuery("update recipient set state = 'WAITING', message_id = (:ids)[width_bucket(no, :nos)]"
                                + " where broadcast_id = :broadcast and no = any(:nos)"
                                + " and state = 'PENDING' and step = :step returning no")
                        .bind("broadcast", work.broadcast().id())
                        .bind("step", work.chunk().step())
                        .bind("nos", wanted.stream().map(Draft::recipientNo).toArray(Integer[]::new))
                        .bind("ids", wanted.stream().map(Draft::id).toArray(UUID[]::new))
                        .mapTo(Integer.class)
                        .list());
        return wanted.stream()
                .filter(draft -> waiting.contains(draft.recipientNo()))
                .toList();
    }
}
