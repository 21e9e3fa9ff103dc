package org.heliograph.provider.smpp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvents;
import org.jsmpp.bean.DeliverSm;

/**
 * deliver_sm that wait to be stored. A thread takes what has gathered, stores it in one go and acknowledges each when it is
 * durable; what could not be stored is refused for now, so that the SMSC repeats it. A second thread would halve the sets:
 * an SMSC gives out what its window holds.
 */
final class InboundQueue {

    private static final System.Logger LOG = System.getLogger(InboundQueue.class.getName());
    private static final int CAPACITY = 10_000;
    private static final int GATHERED = 1_000;
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final DeliverReader reader;
    private final ProviderEvents events;
    private final ExecutorService thread;
    private long pause = LEAST_PAUSE_NANOS;

    private volatile boolean closed;

    private record Waiting(WindowedSession session, DeliverSm deliver) {}

    InboundQueue(String name, SmppSettings settings, ProviderEvents events) {
        this.reader = new DeliverReader(settings);
        this.events = events;
        this.thread = Threads.pool(name + "-inbound", 1);
        thread.execute(this::work);
    }

    /** False if too much waits already: the SMSC is to slow down. */
    boolean offer(WindowedSession session, DeliverSm deliver) {
        return !closed && queue.offer(new Waiting(session, deliver));
    }

    /** Stores and acknowledges what waits, for at most the given time. */
    void close(long millis) {
        closed = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        List<Waiting> gathered = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty()) {
                gather(gathered);
                if (!gathered.isEmpty()) {
                    long begin = System.nanoTime();
                    store(gathered);
                    gathered.clear();
                    pause = Math.min(LONGEST_PAUSE_NANOS, Math.max(LEAST_PAUSE_NANOS, System.nanoTime() - begin));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What comes in quick succession is stored together, since a set costs little more than one. A pause ends it, as long as
     * it took to store the last one: an SMSC whose window is small waits for its answers then.
     */
    private void gather(List<Waiting> gathered) throws InterruptedException {
        Waiting next = queue.poll(100, TimeUnit.MILLISECONDS);
        long end = System.nanoTime() + LONGEST_NANOS;
        while (next != null) {
            gathered.add(next);
            queue.drainTo(gathered, GATHERED - gathered.size());
            long left = gathered.size() < GATHERED ? end - System.nanoTime() : 0;
            next = left > 0 ? queue.poll(Math.min(left, pause), TimeUnit.NANOSECONDS) : null;
        }
    }

    private void store(List<Waiting> gathered) {
        int status = SmppStatus.OK;
        try {
            List<ProviderEvent> news = read(gathered);
            if (!news.isEmpty()) {
                events.accept(news);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "{0} deliver_sm could not be stored and will be repeated: {1}", gathered.size(), e);
            status = SmppStatus.TEMPORARY_APPLICATION_ERROR;
        }
        acknowledge(gathered, status);
    }

    private List<ProviderEvent> read(List<Waiting> gathered) {
        Instant now = Instant.now();
        List<ProviderEvent> news = new ArrayList<>(gathered.size());
        for (Waiting waiting : gathered) {
            try {
                news.addAll(reader.read(waiting.deliver, now));
            } catch (RuntimeException e) {
                // It will be no more readable when it comes again.
                LOG.log(Level.ERROR, "A deliver_sm cannot be read and is dropped: " + waiting.deliver, e);
            }
        }
        return news;
    }

    private static void acknowledge(List<Waiting> gathered, int status) {
        Set<WindowedSession> sessions = new HashSet<>();
        for (Waiting waiting : gathered) {
            try {
                waiting.session.acknowledge(waiting.deliver.getSequenceNumber(), status);
                sessions.add(waiting.session);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A stored deliver_sm will be repeated, its connection is gone", e);
            }
        }
        for (WindowedSession session : sessions) {
            try {
                session.flush();
            } catch (IOException e) {
                session.close();
            }
        }
    }
}
