package org.heliograph.simulator.behaviour;

/**
 * What will happen to a message, known before it is sent: a pure function of behaviour, channel and recipient.
 *
 * @param reachable whether the recipient has the channel
 * @param displayed whether the message, once delivered, is read
 * @param delayMs milliseconds from acceptance to report
 * @param code the protocol's own error, or null for the usual one
 * @param rule position of the rule that decided, or null if percentages did
 */
public record Verdict(
        Channel channel,
        String recipient,
        boolean reachable,
        Outcome outcome,
        boolean displayed,
        int delayMs,
        boolean duplicateReport,
        String code,
        Integer rule) {

    private static final int REACH = 1;
    private static final int SUBMISSION = 2;
    private static final int DELIVERY = 3;
    private static final int REPORT = 4;
    private static final int DUPLICATE = 5;
    private static final int DISPLAY = 6;
    private static final int DELAY = 7;

    static Verdict of(Behaviour behaviour, Channel channel, String recipient) {
        ChannelBehaviour rules = behaviour.of(channel);
        long hash = hash(behaviour.seed(), channel, recipient);
        int delay =
                rules.delayMinMs() + (int) (draw(hash, DELAY) / 100 * (rules.delayMaxMs() - rules.delayMinMs() + 1));
        boolean duplicate = draw(hash, DUPLICATE) < rules.duplicateReportPercent();
        boolean displayed = draw(hash, DISPLAY) < rules.displayedPercent();
        for (int i = 0; i < rules.rules().size(); i++) {
            Rule rule = rules.rules().get(i);
            if (rule.matches(recipient)) {
                return new Verdict(
                        channel,
                        recipient,
                        rule.outcome() != Outcome.UNREACHABLE,
                        rule.outcome(),
                        rule.outcome() == Outcome.DISPLAYED || (rule.outcome() == Outcome.LOST_REPORT && displayed),
                        rule.delayMs() == null ? delay : rule.delayMs(),
                        duplicate,
                        rule.code(),
                        i);
            }
        }
        boolean reachable = rules.reaches(recipient, draw(hash, REACH));
        Outcome outcome = reachable ? outcome(rules, hash, displayed) : Outcome.UNREACHABLE;
        String code = outcome == Outcome.REFUSED ? rules.refusal() : null;
        return new Verdict(
                channel, recipient, reachable, outcome, outcome == Outcome.DISPLAYED, delay, duplicate, code, null);
    }

    private static Outcome outcome(ChannelBehaviour rules, long hash, boolean displayed) {
        double submission = draw(hash, SUBMISSION);
        if (submission < rules.refusedPercent()) {
            return Outcome.REFUSED;
        }
        if (submission < rules.refusedPercent() + rules.temporaryPercent()) {
            return Outcome.TEMPORARY;
        }
        if (submission < rules.refusedPercent() + rules.temporaryPercent() + rules.silentPercent()) {
            return Outcome.SILENT;
        }
        return onceTaken(rules, hash, displayed);
    }

    private static Outcome onceTaken(ChannelBehaviour rules, long hash, boolean displayed) {
        double delivery = draw(hash, DELIVERY);
        if (delivery < rules.undeliveredPercent()) {
            return Outcome.UNDELIVERED;
        }
        if (delivery < rules.undeliveredPercent() + rules.expiredPercent()) {
            return Outcome.EXPIRED;
        }
        if (draw(hash, REPORT) < rules.lostReportPercent()) {
            return Outcome.LOST_REPORT;
        }
        return displayed ? Outcome.DISPLAYED : Outcome.DELIVERED;
    }

    private static long hash(long seed, Channel channel, String recipient) {
        long hash = 0xcbf29ce484222325L ^ mixed(seed * 31 + channel.ordinal());
        for (int i = 0; i < recipient.length(); i++) {
            hash = (hash ^ recipient.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** From 0 up to, not including, 100. */
    private static double draw(long hash, int aspect) {
        return (mixed(hash + aspect * 0x9e3779b97f4a7c15L) >>> 11) * 100.0 / (1L << 53);
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Whether the message reaches the handset, reported or not. */
    public boolean arrives() {
        return outcome == Outcome.DELIVERED
                || outcome == Outcome.DISPLAYED
                || outcome == Outcome.LOST_REPORT
                || outcome == Outcome.TEMPORARY;
    }
}
