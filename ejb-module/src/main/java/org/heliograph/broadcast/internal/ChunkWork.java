package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.broadcast.internal.ChunkOrder.Next;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Connections;
import org.heliograph.channel.ContentTemplate;
import org.heliograph.channel.MessageContents;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.Sender;
import org.heliograph.message.AccountTurns;
import org.heliograph.message.BroadcastWork;
import org.heliograph.message.CarrierPresence;
import org.heliograph.message.Drafts;
import org.heliograph.message.FirstResults;
import org.heliograph.message.Queues;
import org.heliograph.message.Sending;
import org.heliograph.platform.Outages;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Does chunks: takes one, asks for capabilities where that is wanted, claims its recipients, sends, records. */
@ApplicationScoped
public class ChunkWork implements BroadcastWork {

    /** How long a listener goes on before it makes room for another call. */
    private static final Duration SHIFT = Duration.ofSeconds(20);

    /** When an account is tried again whose carrier is away. */
    private static final Duration CARRIER_AWAY = Duration.ofSeconds(5);

    /** How long a chunk of a slow account is worked on before another has its turn. */
    private static final Duration TURN = Duration.ofSeconds(5);

    /** Chunks that another server may take before this one. */
    private static final int TRIES = 5;

    @Inject
    private ChunkClaims claims;

    @Inject
    private Connections connections;

    @Inject
    private Sending sending;

    @Inject
    private FirstResults results;

    @Inject
    private AccountTurns turns;

    @Inject
    private CarrierPresence presence;

    @Inject
    private Queues queues;

    /** Chunks this server works on now, with the attempt; their leases are prolonged, however slow the carrier is. */
    private final Map<Long, Integer> running = new ConcurrentHashMap<>();

    private record Taken(Next next, Work work) {}

    @Override
    public void run(Channel channel) {
        long end = System.nanoTime() + SHIFT.toNanos();
        for (Taken taken = take(channel); taken != null; taken = take(channel)) {
            run(taken);
            if (System.nanoTime() > end) {
                queues.wakeBroadcasts(channel, 1);
                return;
            }
        }
    }

    Set<Long> running() {
        return Set.copyOf(running.keySet());
    }

    /** One listener at a time looks, so that two do not give an account a turn too many. */
    private synchronized Taken take(Channel channel) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Next> next = claims.next(channel, turns.unavailable());
            if (next.isEmpty()) {
                return null;
            }
            Optional<Work> work = Callers.callAs(
                    Caller.engineOf(next.get().companyId()),
                    () -> claims.take(next.get().chunkId()));
            if (work.isPresent()) {
                turns.startChunk(next.get().accountId());
                running.put(next.get().chunkId(), work.get().chunk().attempt());
                return new Taken(next.get(), work.get());
            }
        }
        return null;
    }

    private void run(Taken taken) {
        try {
            Callers.runAs(Caller.engineOf(taken.next().companyId()), () -> run(taken.work()));
        } finally {
            running.remove(taken.next().chunkId(), taken.work().chunk().attempt());
            turns.endChunk(taken.next().accountId());
        }
    }

    void run(Work work) {
        ProviderConnection connection =
                connections.find(work.sender().accountId()).orElse(null);
        if (connection == null || !connection.state().up()) {
            carrierAway(work);
            return;
        }
        if (work.broadcast().type() == BroadcastType.RCS_CHECK) {
            Collection<String> asked = claims.phonesToCheck(work);
            claims.recordChecked(work, asked, asked.isEmpty() ? Map.of() : connection.checkCapability(asked));
            return;
        }
        if (work.step().channel() == Channel.RCS && work.broadcast().checkRcs()) {
            claims.rememberCapability(check(connection, work));
        }
        if (send(work, connection)) {
            Outages.sitOut("the end of a chunk", () -> claims.finish(work));
        } else {
            Outages.sitOut("the rest of a chunk", () -> claims.putBack(work));
        }
    }

    /** Who waits for it goes on to the next channel, if there is one, when it is away for as long as the step may wait. */
    private void carrierAway(Work work) {
        long account = work.sender().accountId();
        if (!presence.isAwayFor(account, work.waiting()) || !claims.passOn(work)) {
            turns.rest(account, CARRIER_AWAY);
            claims.giveBack(work);
        }
    }

    private Map<String, Boolean> check(ProviderConnection connection, Work work) {
        Collection<String> phones = claims.phonesToCheck(work);
        return phones.isEmpty() ? Map.of() : connection.checkCapability(phones);
    }

    /**
     * Slice by slice: what is not claimed yet when this server dies was certainly not sent. Single messages of the account that
     * wait for their carrier go before each. Stops when the carrier is away or can take no more, the broadcast is paused, or
     * its turn is over.
     *
     * @return whether all of it was done
     */
    private boolean send(Work work, ProviderConnection connection) {
        ContentTemplate template = ContentTemplate.of(work.step().content());
        int recipients = work.chunk().recipients().size();
        int size = sliceSize(connection);
        long end = System.nanoTime() + TURN.toNanos();
        boolean more = true;
        for (int first = 0; more && first < recipients; first += size) {
            turns.giveWay(work.sender().accountId());
            Work slice = work.part(first, Math.min(first + size, recipients));
            Optional<Drafts> drafts =
                    Outages.sitOut("recipients", () -> claims.claim(slice, List.copyOf(template.names())));
            boolean last = first + size >= recipients;
            more = drafts.isPresent() && (send(drafts.get(), template, connection) && goesOn(connection, end) || last);
        }
        return more;
    }

    private static boolean goesOn(ProviderConnection connection, long end) {
        return connection.state().up() && System.nanoTime() < end;
    }

    /** As much as a limited account takes within seconds: what is claimed has to be handed over before its recipients' hours end. */
    private static int sliceSize(ProviderConnection connection) {
        int perSecond = connection.messagesPerSecond();
        return perSecond == 0 ? Sending.SLICE : Math.min(Sending.SLICE, Chunks.LIMITED_SECONDS * perSecond);
    }

    /** Those who were claimed by an interrupted attempt, and may not be written to any more. */
    private void refuse(Drafts drafts) {
        List<SendResult> refusals = drafts.all().stream()
                .<SendResult>map(draft -> new SendResult.Refused(draft.id(), draft.obstacle(), null))
                .toList();
        if (!refusals.isEmpty()) {
            Outages.sitOut("results", () -> results.record(drafts.sender().accountId(), drafts, refusals, id -> null));
        }
    }

    private boolean send(Drafts claimed, ContentTemplate template, ProviderConnection connection) {
        refuse(claimed.only(draft -> draft.obstacle() != null));
        Drafts drafts = claimed.only(draft -> draft.obstacle() == null);
        Sender sender = drafts.sender();
        List<OutboundMessage> messages = drafts.all().stream()
                .map(draft -> new OutboundMessage(
                        draft.id(),
                        sender.address(),
                        draft.address(),
                        template.render(draft.values()::get, missing -> {}),
                        0,
                        draft.sendBy()))
                .toList();
        return sending.send(
                connection,
                sender.accountId(),
                messages,
                collected -> results.record(sender.accountId(), drafts, collected, contents(messages)));
    }

    private static Function<UUID, String> contents(List<OutboundMessage> messages) {
        Map<UUID, OutboundMessage> byId =
                messages.stream().collect(Collectors.toMap(OutboundMessage::id, Function.identity()));
        return id -> MessageContents.write(byId.get(id).content());
    }
}
