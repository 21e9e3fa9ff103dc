package org.heliograph.broadcast.internal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.internal.ChunkOrder.Next;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Failure;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.message.Drafts;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Tenanted;

/** The short transactions of a chunk's work. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ChunkClaims {

    private static final Duration UNANSWERED = Duration.ofSeconds(5);
    private static final int MAX_CHECKS = 20;

    @Inject
    private Chunks chunks;

    @Inject
    private ChunkOrder order;

    @Inject
    private Paces paces;

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private SenderService senders;

    @Inject
    private Recipients recipients;

    @Inject
    private Capabilities capabilities;

    @Inject
    private RecipientProgress progress;

    /** A chunk that was taken, with what its work needs to know. */
    public record Work(Chunks.Claimed chunk, Broadcast broadcast, BroadcastStep step, Sender sender) {

        /** The same for some of the recipients. */
        Work part(int from, int to) {
            return new Work(
                    new Chunks.Claimed(
                            chunk.id(),
                            chunk.broadcastId(),
                            chunk.step(),
                            chunk.recipients().subList(from, to),
                            chunk.attempt()),
                    broadcast,
                    step,
                    sender);
        }

        boolean isLastStep() {
            return chunk.step() == broadcast.steps().size();
        }

        /** How long the step waits for success. */
        Duration waiting() {
            return Duration.ofSeconds((long) step.waitMinutes() * Setting.STEP_MINUTE.getInt());
        }
    }

    public Optional<Work> take(long chunkId) {
        return chunks.claim(chunkId).map(chunk -> {
            paces.reserve(chunk);
            Broadcast broadcast = broadcasts.get(chunk.broadcastId());
            BroadcastStep step = broadcast.steps().get(chunk.step() - 1);
            return new Work(chunk, broadcast, step, senders.get(step.senderId()));
        });
    }

    /** Across companies: the chunk whose turn it is. */
    public Optional<Next> next(Channel channel, Set<Long> unavailableAccounts) {
        return order.next(channel, unavailableAccounts);
    }

    /** Nothing of it was done, since its carrier is away. */
    public void giveBack(Work work) {
        chunks.giveBack(work.chunk());
    }

    /**
     * Has its recipients go on to the next step, but for those who may have been sent something, and those for whom it is the
     * wrong time of day: the carrier may be back before theirs.
     *
     * @return whether there is a next step, and none of them stays
     */
    public boolean passOn(Work work) {
        if (work.isLastStep() || !chunks.isInHand(work.chunk())) {
            return false;
        }
        Recipients.Open open = recipients.open(work);
        SortedMap<Integer, String> skipped = new TreeMap<>();
        open.pending().forEach(no -> skipped.put(no, Failure.UNREACHABLE.name()));
        progress.skip(work, skipped);
        open.held().forEach((moment, nos) -> chunks.putOff(work.chunk(), nos, moment));
        if (open.anyInHand()) {
            return false;
        }
        chunks.done(work.chunk());
        return true;
    }

    /** The rest of it is for later. */
    public void putBack(Work work) {
        chunks.tryAgain(work.chunk(), Duration.ZERO);
    }

    /**
     * Claims the chunk's recipients and gives each the id of a message. Those who cannot be reached on this channel go on to the
     * next step at once. A recipient whom an earlier, interrupted attempt had claimed keeps the message and is marked.
     * Those for whom it is the wrong time of day wait in chunks of their own.
     *
     * @param names of the attributes whose values are needed
     * @return empty if nothing of the chunk is to be sent now: its broadcast has been paused, or another server has it
     */
    public Optional<Drafts> claim(Work work, List<String> names) {
        if (!chunks.isInHand(work.chunk())) {
            return Optional.empty();
        }
        Recipients.Claim claim = recipients.claim(work, names);
        progress.skip(work, claim.skipped());
        claim.held().forEach((moment, nos) -> chunks.putOff(work.chunk(), nos, moment));
        return Optional.of(claim.drafts());
    }

    public void finish(Work work) {
        chunks.done(work.chunk());
    }

    public Collection<String> phonesToCheck(Work work) {
        return capabilities.phonesToCheck(work);
    }

    public void rememberCapability(Map<String, Boolean> capable) {
        capabilities.remember(capable);
    }

    /** Ends recipients of a capability check by what the carrier answered; the others are asked again, some times. */
    public void recordChecked(Work work, Collection<String> asked, Map<String, Boolean> capable) {
        capabilities.remember(capable);
        boolean giveUp = work.chunk().attempt() >= MAX_CHECKS;
        progress.finishChecked(work, capable.keySet(), giveUp);
        if (giveUp || capable.keySet().containsAll(asked)) {
            chunks.done(work.chunk());
        } else {
            chunks.tryAgain(work.chunk(), UNANSWERED);
        }
    }
}
