package org.heliograph.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What each of the product's processes has cost in CPU time since a moment. */
final class CpuTime {

    private static final Map<String, String> PARTS = Map.of(
            "application server", "payara-micro.jar", "broker", "jmsserver.Broker", "simulator", "simulator.http.port");

    private final Product product;
    private final Map<String, Duration> before;

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
