package org.heliograph.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Work that is done together: while one thread does what has come, the next pieces gather, and go together then. Whoever
 * adds a piece does not wait, unless the executor takes nothing more; then it works itself until the executor does.
 */
public final class Gathering<T> {

    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final int most;
    private final Consumer<List<T>> work;

    /**
     * @param most pieces done at once
     * @param work must answer for its own errors; one thread at a time calls it
     */
    public Gathering(int most, Consumer<List<T>> work) {
        this.most = most;
        this.work = work;
    }

    public void add(T piece, Executor executor) {
        waiting.add(piece);
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            try {
                executor.execute(this::drain);
                return;
            } catch (RejectedExecutionException e) {
                workOnce();
            }
        }
    }

    /** On the thread of one who adds, as the executor takes nothing for now. */
    private void workOnce() {
        try {
            next();
        } finally {
            busy.set(false);
        }
    }

    private void drain() {
        do {
            try {
                while (!waiting.isEmpty()) {
                    next();
                }
            } finally {
                busy.set(false);
            }
        } while (!waiting.isEmpty() && busy.compareAndSet(false, true));
    }

    private void next() {
        List<T> pieces = take();
        if (!pieces.isEmpty()) {
            work.accept(pieces);
        }
    }

    private List<T> take() {
        List<T> taken = new ArrayList<>();
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.poll());
        }
        return taken;
    }
}
