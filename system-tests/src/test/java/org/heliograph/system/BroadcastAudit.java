package org.heliograph.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares what the carrier has, what the rows say and what the counters say of one broadcast. */
final class BroadcastAudit {

    private static final Set<String> TAKEN =
            Set.of("ACCEPTED", "DELIVERED", "DISPLAYED", "UNDELIVERED", "EXPIRED", "LOST_REPORT");
    private static final Set<String> ON_HANDSET = Set.of("DELIVERED", "DISPLAYED", "LOST_REPORT");
    private static final Set<String> REACHED = Set.of("DELIVERED", "DISPLAYED");
    private static final Set<String> ENDED = Set.of("SUCCESSFUL", "UNSUCCESSFUL");

    private static final Set<String> FAILURES = Set.of("FAILED", "UNDELIVERED", "EXPIRED", "REJECTED");

    private final Rows rows;
    private final long id;
    private final int minute;
    private final List<JsonNode> sms;
    private final List<JsonNode> rcs;
    private final List<String> findings = new ArrayList<>();

    /**
     * What was found.
     *
     * @param lost recipients whom nothing was sent to
     * @param marked messages that the carrier has twice, marked as repeated
     * @param unmarked messages that the carrier has twice, and the product does not know it
     * @param findings each in a sentence; none if all is well
     */
    record Result(long messages, long lost, long marked, long unmarked, long repeated, List<String> findings) {}

    private BroadcastAudit(Rows rows, CarrierSide carrier, long id, String prefix, int minute) {
        this.rows = rows;
        this.id = id;
        this.minute = minute;
        this.sms = carrier.received("sms", prefix);
        this.rcs = carrier.received("rcs", prefix);
    }

    /** @param prefix which entries of the ledger are the broadcast's, by their recipient */
    static Result of(Rows rows, CarrierSide carrier, long id, String prefix) {
        return of(rows, carrier, id, prefix, 60);
    }

    /** @param minute the seconds of a minute that a step waits */
    static Result of(Rows rows, CarrierSide carrier, long id, String prefix, int minute) {
        return new BroadcastAudit(rows, carrier, id, prefix, minute).result();
    }

    private Result result() {
        checkRecipients();
        checkMessageCounters();
        checkReports();
        checkFallback();
        Set<String> lost = rows.set("select phone from recipient where broadcast_id = ?", id);
        sms.forEach(entry -> lost.remove(recipient(entry)));
        lost.removeAll(reached());
        find(lost, "got nothing");
        Set<String> repeated = rows.set("select id::text from message where broadcast_id = ? and repeated", id);
        long[] doubles = doubles(repeated);
        if (doubles[1] > 0) {
            findings.add(doubles[1] + " messages are twice with the carrier and not marked");
        }
        long messages = rows.number("select count(*) from message where broadcast_id = ?", id);
        return new Result(messages, lost.size(), doubles[0], doubles[1], repeated.size(), findings);
    }

    private void checkRecipients() {
        Map<String, Long> states =
                rows.counts("select state, count(*) from recipient where broadcast_id = ? group by state", id);
        same("recipients' states", ENDED, union(ENDED, states.keySet()));
        same("recipients", rows.number("select recipients from broadcast where id = ?", id), sum(states));
        Map<String, Long> counted = counters(0);
        Long initiated = counted.remove("INITIATED");
        same("counters of recipients", states, counted);
        same(
                "counter of initiated recipients",
                rows.number(
                        "select count(*) from recipient r left join message m on m.id = r.message_id"
                                + " where r.broadcast_id = ? and (r.initiated or m.sent_at is not null)",
                        id),
                initiated == null ? 0L : initiated);
        same("chunks left", 0L, rows.number("select count(*) from chunk where broadcast_id = ?", id));
    }

    private void checkMessageCounters() {
        long taken = 0;
        Map<String, Long> all = new HashMap<>();
        for (int step = 1;
                step <= rows.number("select count(*) from broadcast_step where broadcast_id = ?", id);
                step++) {
            Map<String, Long> states = rows.counts(
                    "select state, count(*) from message where broadcast_id = ? and step = ? group by state", id, step);
            Map<String, Long> counted = counters(step);
            Long handedOver = counted.remove("HANDED_OVER");
            same("counters of step " + step, states, counted);
            states.forEach((state, count) -> all.merge(state, count, Long::sum));
            states.remove("FAILED");
            same("counter of messages handed over, step " + step, sum(states), handedOver == null ? 0L : handedOver);
            taken += sum(states);
            same(
                    "messages of a recipient in step " + step,
                    1L,
                    Math.max(
                            1,
                            rows.number(
                                    "select max(n) from (select count(*) n from message where broadcast_id = ? and step = ?"
                                            + " group by recipient_no) each",
                                    id,
                                    step)));
        }
        checkTimeline(taken, all);
    }

    /** A failure that a later report has corrected stays in the timeline. */
    private void checkTimeline(long taken, Map<String, Long> states) {
        Map<String, Long> timeline = rows.counts(
                "select event, sum(change) from broadcast_moment where broadcast_id = ? group by event", id);
        long displayed = states.getOrDefault("DISPLAYED", 0L);
        long failed = sum(states, FAILURES);
        same("messages handed over in the timeline", taken, timeline.getOrDefault("SENT", 0L));
        same("messages delivered in the timeline", sum(states, REACHED), timeline.getOrDefault("DELIVERED", 0L));
        same("messages displayed in the timeline", displayed, timeline.getOrDefault("DISPLAYED", 0L));
        same("failures in the timeline, at least", failed, Math.min(failed, timeline.getOrDefault("FAILED", 0L)));
    }

    private Map<String, Long> counters(int step) {
        return new HashMap<>(rows.counts(
                "select state, sum(change) from broadcast_count where broadcast_id = ? and step = ? group by state",
                id,
                step));
    }

    /**
     * What the carrier has told must have arrived, and nothing else; what it has must be known, but for copies that were cut
     * off. One attempt may be refused and the next one delivered under the same reference.
     */
    private void checkReports() {
        Map<String, String> states = rows.texts(
                "select r.reference, m.state from message_reference r join message m on m.id = r.message_id"
                        + " where m.broadcast_id = ?",
                id);
        states.putAll(rows.texts(
                "select reference, state from message where broadcast_id = ? and reference is not null", id));
        Set<String> repeated = rows.set("select address from message where broadcast_id = ? and repeated", id);
        Set<String> unknown = new TreeSet<>();
        Set<String> missed = new TreeSet<>();
        Set<String> deliverable = new HashSet<>();
        Map<String, String> claimed = new HashMap<>();
        for (JsonNode entry : all()) {
            String state = states.get(reference(entry));
            if (state == null && taken(entry) && !repeated.contains(recipient(entry))) {
                unknown.add(recipient(entry));
            }
            if (state != null && status(entry).equals("DELIVERED") && !REACHED.contains(state)) {
                missed.add(recipient(entry));
            }
            if (state != null && REACHED.contains(state) && !repeated.contains(recipient(entry))) {
                claimed.put(reference(entry), recipient(entry));
            }
            if (status(entry).equals("ACCEPTED") || ON_HANDSET.contains(status(entry))) {
                deliverable.add(reference(entry));
            }
        }
        claimed.keySet().removeAll(deliverable);
        find(new TreeSet<>(claimed.values()), "are delivered to the product, and the carrier did not deliver");
        find(missed, "are delivered, and the product does not know it");
        find(unknown, "have a message whose reference the product does not know");
    }

    private List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>(sms);
        all.addAll(rcs);
        return all;
    }

    /** As the product spells it. */
    private static String reference(JsonNode entry) {
        if (entry.get("channel").asText().equals("rcs")) {
            return entry.path("clientId").asText();
        }
        return entry.path("carrierId").asText().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
    }

    /** Nobody whom RCS has reached gets an SMS, unless the report came after the window. */
    private void checkFallback() {
        Set<String> both = reached();
        Set<String> texted = new HashSet<>();
        sms.stream().filter(BroadcastAudit::taken).forEach(entry -> texted.add(recipient(entry)));
        both.retainAll(texted);
        both.removeAll(rows.set(
                "select s.address from message s join message r on r.broadcast_id = s.broadcast_id"
                        + " and r.recipient_no = s.recipient_no and r.step = 1"
                        + " join broadcast_step b on b.broadcast_id = s.broadcast_id and b.position = 1"
                        + " where s.broadcast_id = ? and s.step = 2"
                        + " and s.created_at >= r.sent_at + make_interval(secs => b.wait_minutes * ?)",
                id,
                minute));
        find(both, "got an SMS though RCS had reached them");
    }

    private Set<String> reached() {
        Set<String> reached = new TreeSet<>();
        rcs.stream()
                .filter(entry -> ON_HANDSET.contains(status(entry)))
                .forEach(entry -> reached.add(recipient(entry)));
        return reached;
    }

    /** What the carrier has twice: marked ones, unmarked ones. One of RCS is not delivered twice, but is to be marked. */
    private long[] doubles(Set<String> repeated) {
        Map<String, String> messages =
                rows.texts("select channel || address, id::text from message where broadcast_id = ?", id);
        Map<String, Integer> taken = new HashMap<>();
        for (JsonNode entry : all()) {
            if (taken(entry)) {
                String channel = entry.get("channel").asText().toUpperCase(Locale.ROOT);
                taken.merge(
                        channel + recipient(entry), 1 + entry.path("duplicates").asInt(), Integer::sum);
            }
        }
        long[] doubles = new long[2];
        taken.forEach((key, count) -> doubles[repeated.contains(messages.get(key)) ? 0 : 1] += count - 1);
        return doubles;
    }

    private static boolean taken(JsonNode entry) {
        return TAKEN.contains(status(entry));
    }

    private static String status(JsonNode entry) {
        return entry.get("status").asText();
    }

    private static String recipient(JsonNode entry) {
        return entry.get("recipient").asText();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static long sum(Map<String, Long> counts, Set<String> keys) {
        return keys.stream().mapToLong(key -> counts.getOrDefault(key, 0L)).sum();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(n -> n).sum();
    }

    private void find(Set<String> who, String what) {
        if (!who.isEmpty()) {
            findings.add(who.size() + " recipients " + what + ": "
                    + who.stream().limit(5).toList());
        }
    }

    private void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            findings.add(what + ": expected " + expected + ", found " + found);
        }
    }
}
