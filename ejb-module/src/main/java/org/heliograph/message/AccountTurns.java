package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * How much of each provider account's work this server has in hand, and which accounts are to be left alone for a while. An
 * account that is slow, silent or overrun keeps its own work waiting, in the database, and nobody else's.
 */
@ApplicationScoped
public class AccountTurns {

    /**
     * Chunks of broadcasts: enough to keep a window full while one is claimed. More would only share the window, so that
     * each is recorded later than its first reports arrive.
     */
    public static final int BROADCAST_TURNS = 4;

    /** Calls for single messages that an account may keep waiting: half of a channel's listeners. */
    private static final int SLOW_CALLS = 8;

    /** The same for messages of broadcasts that are tried again, which single ones overtake. */
    private static final int SLOW_RETRIES = 4;

    private static final long SLOW_NANOS = 2_000_000_000L;

    /** A call for single messages that takes longer has its carrier for itself, but for what is in hand. */
    private static final long WAITING_NANOS = 300_000_000L;

    /** However many single messages there are, a broadcast goes on now and then. */
    private static final long LONGEST_WAY_NANOS = 20_000_000_000L;

    private static final long LOOK_NANOS = 50_000_000L;

    @Inject
    private Clock clock;

    private final Map<Long, Integer> broadcasts = new ConcurrentHashMap<>();
    private final Map<Long, List<Long>> calls = new ConcurrentHashMap<>();
    private final Map<Long, List<Long>> retries = new ConcurrentHashMap<>();
    private final Map<Long, Instant> resting = new ConcurrentHashMap<>();

    /** Accounts that no chunk may be taken for now. */
    public Set<Long> unavailable() {
        Instant now = clock.instant();
        resting.values().removeIf(until -> !until.isAfter(now));
        Set<Long> accounts = new HashSet<>(resting.keySet());
        broadcasts.forEach((account, chunks) -> {
            if (chunks >= BROADCAST_TURNS) {
                accounts.add(account);
            }
        });
        return accounts;
    }

    public void startChunk(long accountId) {
        broadcasts.merge(accountId, 1, Integer::sum);
    }

    public void endChunk(long accountId) {
        broadcasts.computeIfPresent(accountId, (id, chunks) -> chunks == 1 ? null : chunks - 1);
    }

    /** Leaves the account alone: its carrier asks for that, or is away. */
    public void rest(long accountId, Duration time) {
        resting.merge(accountId, clock.instant().plus(time), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Waits while single messages of the account wait for their carrier, as long as that is bearable. */
    public void giveWay(long accountId) {
        long end = System.nanoTime() + LONGEST_WAY_NANOS;
        while (isAnyOlder(calls.getOrDefault(accountId, List.of()), WAITING_NANOS)
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean isAnyOlder(List<Long> starts, long nanos) {
        long now = System.nanoTime();
        return starts.stream().anyMatch(start -> now - start > nanos);
    }

    /** Does a call for single messages, unless the account keeps too many others waiting; tells whether it did. */
    boolean call(long accountId, Runnable work) {
        return run(calls.computeIfAbsent(accountId, id -> new CopyOnWriteArrayList<>()), SLOW_CALLS, work);
    }

    /** The same for messages of broadcasts. */
    boolean retry(long accountId, Runnable work) {
        return run(retries.computeIfAbsent(accountId, id -> new CopyOnWriteArrayList<>()), SLOW_RETRIES, work);
    }

    private static boolean run(List<Long> open, int most, Runnable work) {
        if (open.size() >= most && isAnyOlder(open, SLOW_NANOS)) {
            return false;
        }
        Long start = System.nanoTime();
        open.add(start);
        try {
            work.run();
        } finally {
            open.remove(start);
        }
        return true;
    }
}
