package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.channel.Connections;
import org.heliograph.channel.Failure;
import org.heliograph.channel.MessageContents;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.SendResult;
import org.heliograph.message.internal.MessageClaims;
import org.heliograph.message.internal.MessageClaims.Claimed;
import org.heliograph.platform.Outages;

/** Sends messages that carry their own content: single ones, and those that are tried again. */
@ApplicationScoped
public class MessageWork {

    @Inject
    private MessageClaims claims;

    @Inject
    private Connections connections;

    @Inject
    private Sending sending;

    @Inject
    private MessageResults results;

    @Inject
    private AccountTurns turns;

    /** A call for what this server is busy with changes nothing, even if its lease could not be prolonged. */
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    /** What goes to a carrier together; single messages and those of broadcasts have limits of their own. */
    private record Lane(long accountId, boolean ofBroadcasts) {
        static Lane of(Claimed claimed) {
            return new Lane(claimed.accountId(), claimed.ofBroadcast());
        }
    }

    /** @param ids of messages of the caller's company */
    public void run(List<String> ids) {
        List<UUID> mine =
                ids.stream().map(UUID::fromString).filter(running::add).toList();
        try {
            claims.claim(mine).stream().collect(Collectors.groupingBy(Lane::of)).forEach(this::send);
        } finally {
            mine.forEach(running::remove);
        }
    }

    /** Prolongs the leases of what this server is still busy with; a slow carrier is no dead server. */
    public void renewLeases() {
        claims.renew(Set.copyOf(running));
    }

    private void send(Lane lane, List<Claimed> all) {
        long accountId = lane.accountId();
        refuse(accountId, all.stream().filter(Claimed::optedOut).toList(), Failure.OPTED_OUT);
        List<Claimed> claimed = all.stream().filter(c -> !c.optedOut()).toList();
        if (claimed.isEmpty()) {
            return;
        }
        ProviderConnection connection = connections.find(accountId).orElse(null);
        if (connection == null) {
            refuse(accountId, claimed, Failure.UNREACHABLE);
        } else if (!run(lane, () -> send(accountId, connection, claimed))) {
            claims.postpone(claimed.stream().map(Claimed::id).toList());
        }
    }

    private boolean run(Lane lane, Runnable work) {
        return lane.ofBroadcasts() ? turns.retry(lane.accountId(), work) : turns.call(lane.accountId(), work);
    }

    private void send(long accountId, ProviderConnection connection, List<Claimed> claimed) {
        for (int first = 0; first < claimed.size(); first += Sending.SLICE) {
            List<Claimed> slice = claimed.subList(first, Math.min(first + Sending.SLICE, claimed.size()));
            List<OutboundMessage> messages = slice.stream()
                    .map(c -> new OutboundMessage(
                            c.id(), c.sender(), c.address(), MessageContents.parse(c.content()), 0, c.sendBy()))
                    .toList();
            sending.send(
                    connection,
                    accountId,
                    messages,
                    collected -> results.record(accountId, collected, contents(slice)));
        }
    }

    /** Those that no carrier is asked to take. */
    private void refuse(long accountId, List<Claimed> refused, Failure why) {
        if (!refused.isEmpty()) {
            List<SendResult> refusals = refused.stream()
                    .<SendResult>map(c -> new SendResult.Refused(c.id(), why, null))
                    .toList();
            Outages.sitOut("results", () -> results.record(accountId, refusals, contents(refused)));
        }
    }

    private static Function<UUID, String> contents(List<Claimed> claimed) {
        return claimed.stream().collect(Collectors.toMap(Claimed::id, Claimed::content))::get;
    }
}
