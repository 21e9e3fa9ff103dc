package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Connections;
import org.heliograph.channel.ContentTemplate;
import org.heliograph.channel.MessageContents;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.message.QueueWork;
import org.heliograph.message.Sending;
import org.heliograph.platform.Outages;

/** Does a chunk: takes it, asks for capabilities where that is wanted, claims its recipients, sends, records. */
@ApplicationScoped
public class ChunkWork implements QueueWork {

    static final String KIND = "chunk";

    @Inject
    private ChunkClaims claims;

    @Inject
    private Connections connections;

    @Inject
    private Sending sending;

    /** Chunks this server works on now; their leases are prolonged, however slow the carrier is. */
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(long companyId, List<String> ids) {
        ids.forEach(id -> runOnce(Long.parseLong(id)));
    }

    /** A call for a chunk that this server is busy with changes nothing, even if its lease could not be prolonged. */
    private void runOnce(long id) {
        if (running.add(id)) {
            try {
                claims.take(id).ifPresent(this::run);
            } finally {
                running.remove(id);
            }
        }
    }

    Set<Long> running() {
        return Set.copyOf(running);
    }

    private void run(Work work) {
        ProviderConnection connection =
                connections.find(work.sender().accountId()).orElse(null);
        if (connection == null || !connection.state().up()) {
            claims.postpone(work);
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
        send(work, connection);
        Outages.sitOut("the end of a chunk", () -> claims.finish(work));
    }

    private Map<String, Boolean> check(ProviderConnection connection, Work work) {
        Collection<String> phones = claims.phonesToCheck(work);
        return phones.isEmpty() ? Map.of() : connection.checkCapability(phones);
    }

    /** Slice by slice: what is not claimed yet when this server dies was certainly not sent. */
    private void send(Work work, ProviderConnection connection) {
        ContentTemplate template = ContentTemplate.of(work.step().content());
        int recipients = work.chunk().recipients().size();
        for (int first = 0; first < recipients; first += Sending.SLICE) {
            Work slice = work.part(first, Math.min(first + Sending.SLICE, recipients));
            sending.sendInTurn(
                    connection,
                    work.sender().accountId(),
                    () -> Outages.sitOut("recipients", () -> claim(slice, template)),
                    message -> MessageContents.write(message.content()));
        }
    }

    private List<OutboundMessage> claim(Work work, ContentTemplate template) {
        return claims.claim(work, List.copyOf(template.names())).stream()
                .map(claimed -> new OutboundMessage(
                        claimed.messageId(),
                        work.sender().address(),
                        claimed.address(),
                        template.render(claimed.values()::get, missing -> {}),
                        0))
                .toList();
    }
}
