package org.heliograph.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What each of the product's processes has cost in CPU time since a moment, and how much of the machine was left. */
final class CpuTime {

    private static final Map<String, String> PARTS = Map.of(
            "application server", "payara-micro.jar", "broker", "jmsserver.Broker", "simulator", "simulator.http.port");

    private static final Path MACHINE = Path.of("/proc/stat");
    /** Of the columns of the machine's first line: idle, and waiting for a disk. */
    private static final int IDLE = 3;

    private static final int DISK = 4;
    /** User, nice, system, the two above, interrupts of two kinds, and what other virtual machines took. */
    private static final int COLUMNS = 8;

    private final Product product;
    private final Map<String, Duration> before;
    private final long[] machine = machine();

    private CpuTime(Product product) {
        this.product = product;
        this.before = now();
    }

    static CpuTime of(Product product) {
        return new CpuTime(product);
    }

    /** Adds a figure for each part: microseconds for each of so many messages. */
    void report(String name, int messages) {
        now().forEach((part, time) -> Figures.add(
                name + ", CPU of " + part,
                time.minus(before.getOrDefault(part, Duration.ZERO)).toNanos() / 1_000.0 / messages,
                "us/message"));
    }

    /** Adds the share of the CPUs that nobody has used. */
    void reportIdle(String name) {
        long[] after = machine();
        long all = Arrays.stream(after).sum() - Arrays.stream(machine).sum();
        if (all > 0) {
            long idle = after[IDLE] + after[DISK] - machine[IDLE] - machine[DISK];
            Figures.add(name + ", idle", 100.0 * idle / all, "%");
        }
    }

    /** Ticks of all CPUs together; none where the system does not tell. */
    private static long[] machine() {
        if (!Files.exists(MACHINE)) {
            return new long[COLUMNS];
        }
        try {
            return Arrays.stream(Files.readAllLines(MACHINE).get(0).split(" +"))
                    .skip(1)
                    .limit(COLUMNS)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database is no child of the launcher's, and each connection is a process of its own that ends with it. */
    private Map<String, Duration> now() {
        Map<String, Duration> times = new LinkedHashMap<>();
        product.launcher().descendants().forEach(process -> part(process)
                .ifPresent(part -> times.merge(part, time(process), Duration::plus)));
        product.postmaster().descendants().forEach(process -> times.merge("database", time(process), Duration::plus));
        return times;
    }

    private static Optional<String> part(ProcessHandle process) {
        String line = process.info().commandLine().orElse("");
        return PARTS.entrySet().stream()
                .filter(part -> line.contains(part.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Duration time(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
