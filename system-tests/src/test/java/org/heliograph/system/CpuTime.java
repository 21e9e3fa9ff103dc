package org.heliograph.system;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each of the product's processes has cost in CPU time since a moment. */
final class CpuTime {

    private static final Map<String, String> PARTS = Map.of(
            "application server", "payara-micro.jar", "broker", "jmsserver.Broker", "simulator", "simulator.http.port");

    private final Product product;
    /** By process. */
    private final Map<Long, Duration> before = new HashMap<>();

    private CpuTime(Product product) {
        this.product = product;
        processes().forEach((process, part) -> before.put(process.pid(), time(process)));
    }

    static CpuTime of(Product product) {
        return new CpuTime(product);
    }

    /** Adds a figure for each part: microseconds for each of so many messages. What has ended meanwhile is not counted. */
    void report(String name, int messages) {
        Map<String, Duration> times = new TreeMap<>();
        processes()
                .forEach((process, part) -> times.merge(
                        part, time(process).minus(before.getOrDefault(process.pid(), Duration.ZERO)), Duration::plus));
        times.forEach((part, time) ->
                Figures.add(name + ", CPU of " + part, time.toNanos() / 1_000.0 / messages, "us/message"));
    }

    /** Each with its part. The database is no child of the launcher's, and each connection is a process of its own. */
    private Map<ProcessHandle, String> processes() {
        Map<ProcessHandle, String> processes = new HashMap<>();
        product.launcher().descendants().forEach(process -> part(process)
                .ifPresent(part -> processes.put(process, part)));
        product.postmaster().descendants().forEach(process -> processes.put(process, "database"));
        return processes;
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
