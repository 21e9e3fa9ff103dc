package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Requests of several kinds, many of one kind at a time and then of the next, since what the machine can do changes. */
final class RequestTurns {

    private static final int CONNECTIONS = 50;

    private final int requests;
    private final Map<String, IntFunction<Http.Answer>> kinds = new LinkedHashMap<>();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private Runnable pause = () -> {};
    private int turns;

    /** @param requests of each kind in each turn */
    RequestTurns(int requests) {
        this.requests = requests;
    }

    /** @param request sends one by its number, from 0; it is to be accepted */
    RequestTurns of(String kind, IntFunction<Http.Answer> request) {
        kinds.put(kind, request);
        return this;
    }

    /** Waits until what was asked for is done. */
    RequestTurns afterEach(Runnable wait) {
        pause = wait;
        return this;
    }

    RequestTurns warmUp(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            turn();
        }
        return this;
    }

    /** Requests a second, by kind. */
    Map<String, Double> run(int count) throws InterruptedException {
        Map<String, Double> seconds = new HashMap<>();
        for (int i = 0; i < count; i++) {
            turn().forEach((kind, took) -> seconds.merge(kind, took, Double::sum));
        }
        Map<String, Double> rates = new HashMap<>();
        seconds.forEach((kind, sum) -> rates.put(kind, count * requests / sum));
        return rates;
    }

    /** Seconds, by kind. */
    private Map<String, Double> turn() throws InterruptedException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (String kind : kinds.keySet()) {
            seconds.put(kind, turn(kind));
        }
        System.out.println("Bench: requests/s in turn " + ++turns + ": "
                + seconds.entrySet().stream()
                        .map(kind -> kind.getKey() + " " + Math.round(requests / kind.getValue()))
                        .collect(Collectors.joining(", ")));
        return seconds;
    }

    /** Those of one kind, outside of the turns. Returns seconds. */
    double turn(String kind) throws InterruptedException {
        double seconds = post(kinds.get(kind));
        pause.run();
        return seconds;
    }

    /** How many requests had to be repeated, each of which may have been accepted twice. */
    int sentAgain() {
        return sentAgain.get();
    }

    /** @return seconds */
    private double post(IntFunction<Http.Answer> request) throws InterruptedException {
        // A server closes what was idle during the others' turns, and a request of that very moment would fail.
        Http.reconnect();
        long start = System.nanoTime();
        Parallel.run(CONNECTIONS, requests, n -> assertThat(send(request, n).status())
                .isEqualTo(202));
        return (System.nanoTime() - start) / 1e9;
    }

    /** The JDK's client takes an answer for stray bytes once in some hundred thousand requests; such a one is sent again. */
    private Http.Answer send(IntFunction<Http.Answer> request, int number) {
        try {
            return request.apply(number);
        } catch (UncheckedIOException e) {
            sentAgain.incrementAndGet();
            return request.apply(number);
        }
    }
}
