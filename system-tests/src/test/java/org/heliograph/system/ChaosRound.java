package org.heliograph.system;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A broadcast over RCS and SMS in the middle of which something is killed. All that is random comes from the seed. */
final class ChaosRound {

    /**
     * Messages of a recipient, at most about: those whom RCS does not reach get an SMS after it. Where it is fewer, kills come
     * when only reports are left to come.
     */
    private static final double MESSAGES_EACH = 1.6;

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration COMPLETION = Duration.ofMinutes(5);
    /** The last reports may come after the broadcast is complete, and the audit reads no snapshot. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final Chaos chaos;
    private final CarrierSide carrier;
    private final Rows rows;
    private final Random random;
    private final Chaos.Kill kill;

    ChaosRound(Chaos chaos, Chaos.Kill kill, long seed) {
        this.chaos = chaos;
        this.carrier = chaos.carrier();
        this.rows = chaos.rows();
        this.kill = kill;
        this.random = new Random(seed);
    }

    /**
     * How a round ended.
     *
     * @param before how many messages were to be with the carrier before the kill
     * @param handedOver whether all were handed over by then, and only reports were left to come
     * @param sentAgain messages that had their result before the kill, and were repeated all the same
     */
    record Outcome(
            String kill,
            long recipients,
            long before,
            boolean handedOver,
            boolean ended,
            long seconds,
            long sentAgain,
            BroadcastAudit.Result audit) {}

    Outcome run(ChaosAudience audience) {
        long start = System.nanoTime();
        carrier.forget();
        carrier.behave(behaviour());
        long id = launch(audience);
        long before = random.nextLong(Math.round(MESSAGES_EACH * audience.recipients()));
        Eventually.isTrue(
                COMPLETION, "messages at the carrier", () -> received() >= before || isHandedOver(id, audience));
        boolean handedOver = isHandedOver(id, audience);
        Set<String> recorded = rows.set(
                "select id::text from message where broadcast_id = ? and state not in ('QUEUED', 'SENDING')"
                        + " and not repeated",
                id);
        chaos.kill(kill, random);
        boolean ended = awaitCompletion(id);
        BroadcastAudit.Result result = audit(id, audience);
        recorded.retainAll(rows.set("select id::text from message where broadcast_id = ? and repeated", id));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        return new Outcome(
                kill.name(), audience.recipients(), before, handedOver, ended, seconds, recorded.size(), result);
    }

    private long launch(ChaosAudience audience) {
        long last = newest();
        try (Portal portal = Portal.signIn(chaos.product(), "marketer")) {
            portal.open("/broadcast/templates.xhtml");
            portal.askToLaunch(portal.row(audience.template()));
            portal.page().click(Portal.id("launching:confirm"));
            Eventually.isTrue(START, "the launch", () -> newest() > last);
        }
        return newest();
    }

    private long newest() {
        return rows.number("select max(id) from broadcast");
    }

    private long received() {
        return carrier.summary("rcs").path("messages").asLong()
                + carrier.summary("sms").path("messages").asLong();
    }

    /** Whether everybody has their final result, or nothing left to get after what the carrier has. */
    private boolean isHandedOver(long id, ChaosAudience audience) {
        return audience.recipients()
                == rows.number(
                        "select count(*) from recipient r left join message m on m.id = r.message_id"
                                + " where r.broadcast_id = ? and (r.state in ('SUCCESSFUL', 'UNSUCCESSFUL')"
                                + " or m.step = 2 and m.state not in ('QUEUED', 'SENDING'))",
                        id);
    }

    private boolean isComplete(long id) {
        return rows.text("select status from broadcast where id = ?", id).equals("COMPLETE");
    }

    private boolean awaitCompletion(long id) {
        try {
            Eventually.isTrue(COMPLETION, "the broadcast to be complete", () -> isComplete(id));
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private BroadcastAudit.Result audit(long id, ChaosAudience audience) {
        long end = System.nanoTime() + SETTLING.toNanos();
        return Eventually.get(
                SETTLING.multipliedBy(2),
                "the audit",
                () -> BroadcastAudit.of(rows, carrier, id, audience.prefix(), Chaos.STEP_MINUTE),
                result -> result.findings().isEmpty() || System.nanoTime() > end);
    }

    /**
     * What carriers do to us besides; most of it in a part of the rounds only. One in a hundred fails for now, and a thousand
     * submits lose their connection: with more of either each round would have messages that fail twice or three times, and
     * wait up to two minutes for their next attempt.
     */
    private String behaviour() {
        String ids = pick("DECIMAL", "HEX_LOWER", "HEX_UPPER");
        return """
                {"seed": %d,
                 "rcs": {"delayMinMs": 100, "delayMaxMs": 1500, "reachablePercent": %s, "displayedPercent": 0,
                         "refusedPercent": 3, "temporaryPercent": 1, "expiredPercent": 10, "lostReportPercent": %s,
                         "duplicateReportPercent": 5},
                 "rbm": {"agents": %s, "pushPauseMaxMs": 2000, "malformedEveryMessages": %s},
                 "sms": {"delayMinMs": 100, "delayMaxMs": 1500, "refusedPercent": 3, "temporaryPercent": 1,
                         "undeliveredPercent": 5, "duplicateReportPercent": 5, "throttlePerSecond": %s},
                 "smsc": {"idFormat": "%s", "receiptIdFormat": "%s", "receiptIdWidth": %s,
                          "receiptBeforeResponse": %s, "receiptOnOtherBind": %s, "unknownEveryReceipts": %s, "dropEverySubmits": %s,
                          "malformedEverySubmits": %s}}
                """
                .formatted(
                        random.nextInt(1_000_000),
                        pick("0", "50", "80"),
                        pick("0", "0", "0", "1"),
                        chaos.agents(),
                        pick("0", "0", "50"),
                        pick("0", "0", "300"),
                        ids,
                        pick(ids, "DECIMAL"),
                        pick("0", "20"),
                        pick("false", "false", "true"),
                        pick("false", "true"),
                        pick("0", "40"),
                        pick("0", "0", "0", "1000"),
                        pick("0", "0", "0", "100"));
    }

    private String pick(String... values) {
        return List.of(values).get(random.nextInt(values.length));
    }
}
