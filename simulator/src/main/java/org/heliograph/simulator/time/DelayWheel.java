package org.heliograph.simulator.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short tasks after a delay, to the next 5 ms, all on one thread of its own. Adding costs a list append however
 * many are waiting. A task must not block.
 */
public final class DelayWheel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DelayWheel.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int SLOTS = 2048;

    private final List<List<Waiting>> slots = new ArrayList<>(SLOTS);
    private final AtomicInteger waiting = new AtomicInteger();
    private final int capacity;
    private final long startedAt = System.nanoTime();
    private final Thread thread;
    private volatile boolean closed;
    private long done;

    /** @param capacity most tasks that may wait; more are refused */
    public DelayWheel(int capacity) {
        this.capacity = capacity;
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
        thread = new Thread(this::turn, "delay-wheel");
        thread.setDaemon(true);
        thread.start();
    }

    private record Waiting(long tick, Runnable task) {}

    public boolean isFull() {
        return waiting.get() >= capacity;
    }

    /** Tasks that have not run yet. */
    public int waiting() {
        return waiting.get();
    }

    public void after(long millis, Runnable task) {
        waiting.incrementAndGet();
        long delayTicks = Math.max(1, TimeUnit.MILLISECONDS.toNanos(millis) / TICK_NANOS);
        synchronized (slots) {
            long tick = Math.max(now() + delayTicks, done + 1);
            slots.get((int) (tick % SLOTS)).add(new Waiting(tick, task));
        }
    }

    /** Runs the task again and again, that many milliseconds apart, until the wheel is closed. */
    public void every(long millis, Runnable task) {
        after(millis, () -> {
            try {
                task.run();
            } finally {
                every(millis, task);
            }
        });
    }

    private long now() {
        return (System.nanoTime() - startedAt) / TICK_NANOS;
    }

    private void turn() {
        while (!closed) {
            long tick = now();
            while (done < tick) {
                due().forEach(this::run);
            }
            LockSupport.parkNanos(this, TICK_NANOS - (System.nanoTime() - startedAt) % TICK_NANOS);
        }
    }

    private List<Waiting> due() {
        synchronized (slots) {
            int slot = (int) (++done % SLOTS);
            List<Waiting> all = slots.get(slot);
            List<Waiting> due = new ArrayList<>(all.size());
            List<Waiting> later = new ArrayList<>();
            for (Waiting one : all) {
                (one.tick() <= done ? due : later).add(one);
            }
            slots.set(slot, later);
            return due;
        }
    }

    private void run(Waiting due) {
        waiting.decrementAndGet();
        try {
            due.task().run();
        } catch (RuntimeException e) {
            LOG.warn("A delayed task failed", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
