package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.message.internal.CarrierAnswers;
import org.heliograph.platform.Timed;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** For how long the carriers of accounts have been away, from all servers. */
@ApplicationScoped
public class CarrierPresence {

    /** Whom nobody here has had work for as long may have been back meanwhile. */
    private static final Duration UNSEEN = Duration.ofMinutes(1);

    /** Other servers are told of answers once in so long. */
    private static final Duration TOLD = Duration.ofSeconds(15);

    @Inject
    private Clock clock;

    @Inject
    private CarrierAnswers answers;

    private final Map<Long, Absence> absences = new ConcurrentHashMap<>();
    private final Map<Long, Instant> told = new ConcurrentHashMap<>();

    /** Of a carrier that was away whenever this server had work for it. */
    private record Absence(Instant since, Instant seen) {}

    /** Notes that the account's carrier has answered. */
    public void answered(long accountId) {
        absences.remove(accountId);
        Instant now = clock.instant();
        Instant before = told.get(accountId);
        if (before == null || before.plus(TOLD).isBefore(now)) {
            told.put(accountId, now);
            Timed.run("answers of carriers", () -> answers.note(accountId));
        }
    }

    /** Notes that the account's carrier is away; tells whether that has been so for as long, here and elsewhere. */
    public boolean isAwayFor(long accountId, Duration time) {
        Instant now = clock.instant();
        Absence absence = absences.compute(
                accountId,
                (id, last) ->
                        new Absence(last == null || last.seen().plus(UNSEEN).isBefore(now) ? now : last.since(), now));
        Instant since = now.minus(time);
        return !absence.since().isAfter(since)
                && !Callers.callAs(Caller.SYSTEM, () -> answers.anySince(accountId, since.minus(TOLD)));
    }
}
