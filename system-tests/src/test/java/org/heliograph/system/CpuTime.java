package org.heliograph.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

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

    private Map<String, Duration> now() {
        Map<String, Duration> times = new LinkedHashMap<>();
        product.launcher().descendants().forEach(process -> times.merge(part(process), time(process), Duration::plus));
        return times;
    }

    private static String part(ProcessHandle process) {
        String line = process.info().commandLine().orElse("");
        return PARTS.entrySet().stream()
                .filter(part -> line.contains(part.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("database");
    }

    private static Duration time(ProcessHandle process) {
        return Stream.of(process.info())
                .flatMap(info -> info.totalCpuDuration().stream())
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
