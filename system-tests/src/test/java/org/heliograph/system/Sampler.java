package org.heliograph.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at something again and again while something else goes on. */
final class Sampler implements AutoCloseable {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final List<Long> values = new ArrayList<>();

    private Sampler(LongSupplier source, long everyMillis) {
        executor.scheduleWithFixedDelay(() -> sample(source), 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    static Sampler of(LongSupplier source, long everyMillis) {
        return new Sampler(source, everyMillis);
    }

    /** Milliseconds that a page takes; it must answer with 200. */
    static Sampler ofPage(String address, String... headers) {
        return of(
                () -> {
                    long start = System.nanoTime();
                    Http.Answer answer = Http.get(address, headers);
                    return answer.status() == 200 ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) : -1;
                },
                500);
    }

    /** MiB of a process, as the system counts. */
    static Sampler ofMemory(long pid) {
        return of(() -> resident(pid), 1_000);
    }

    /** MiB of the heap that are in use, after a full collection. */
    static long liveHeap(long pid) {
        jcmd(pid, "GC.run");
        return jcmd(pid, "GC.heap_info")
                .lines()
                .filter(line -> line.contains("Gen ") || line.contains("garbage-first heap"))
                .map(USED::matcher)
                .filter(Matcher::find)
                .mapToLong(used -> Long.parseLong(used.group(1)) / 1024)
                .sum();
    }

    private static String jcmd(long pid, String command) {
        try {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    private void sample(LongSupplier source) {
        long value;
        try {
            value = source.getAsLong();
        } catch (RuntimeException e) {
            value = -1;
        }
        synchronized (values) {
            values.add(value);
        }
    }

    /** Stops and returns what was seen; -1 where it failed. */
    List<Long> stop() {
        close();
        synchronized (values) {
            return List.copyOf(values);
        }
    }

    /** Stops and adds the median, the 95th percentile and the failures. */
    void report(String name, String unit) {
        List<Long> good = stop().stream().filter(value -> value >= 0).sorted().toList();
        Figures.add(name + ", failed samples", values.size() - good.size(), "samples");
        if (!good.isEmpty()) {
            Figures.add(name + ", median", good.get(good.size() / 2), unit);
            Figures.add(name + ", 95th percentile", good.get(good.size() * 95 / 100), unit);
            LongSummaryStatistics all = good.stream().mapToLong(v -> v).summaryStatistics();
            Figures.add(name + ", most", all.getMax(), unit);
        }
    }

    @Override
    public void close() {
        // The sample under way ends by itself; cut short it would count as failed.
        executor.shutdown();
        try {
            executor.awaitTermination(70, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
