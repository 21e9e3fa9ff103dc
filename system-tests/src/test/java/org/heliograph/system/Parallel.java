package org.heliograph.system;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Work done many times, by some threads at once. */
final class Parallel {

    private Parallel() {}

    /** Work that gets its number, from 0. */
    interface Work {
        void run(int number) throws Exception;
    }

    /** Ends when all of it is done; the first failure stops it. */
    static void run(int threads, int times, Work work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            executor.execute(() -> {
                for (int n = next.getAndIncrement(); n < times && failure.get() == null; n = next.getAndIncrement()) {
                    try {
                        work.run(n);
                    } catch (Exception | AssertionError e) {
                        failure.compareAndSet(null, e);
                    }
                }
            });
        }
        executor.shutdown();
        if (!executor.awaitTermination(30, TimeUnit.MINUTES)) {
            executor.shutdownNow();
            throw new AssertionError("It takes too long");
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
