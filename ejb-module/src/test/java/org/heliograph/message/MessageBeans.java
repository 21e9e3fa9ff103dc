package org.heliograph.message;

import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.List;
import org.heliograph.account.Trial;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.platform.persistence.TestDatabase;
import org.jdbi.v3.core.Jdbi;

/** The service of single messages, wired without a server. */
public final class MessageBeans {

    private MessageBeans() {}

    /** @param others what it may need besides, such as the companies of national numbers */
    public static MessageService service(Jdbi jdbi, Clock clock, Event<WorkReady> ready, Object... others) {
        return wire(new MessageService(), jdbi, clock, ready, others);
    }

    static <T extends MessageService> T wire(
            T service, Jdbi jdbi, Clock clock, Event<WorkReady> ready, Object... others) {
        Trial trial = TestDatabase.wire(new Trial(), jdbi, clock);
        MessageAdmission admission = TestDatabase.wire(
                new MessageAdmission(),
                trial,
                TestDatabase.wire(new TrialMessages(), jdbi, trial),
                TestDatabase.wire(new FrequencyCaps(), jdbi));
        return TestDatabase.wire(
                service, jdbi, clock, ready, admission, TestDatabase.wire(new SubmissionCheck(), others));
    }

    /** What records the results of messages that exist. */
    public static MessageResults results(Jdbi jdbi, Clock clock, Event<MessagesChanged> changed) {
        return TestDatabase.wire(new MessageResults(), jdbi, clock, changed, refusals(clock));
    }

    /** What writes a broadcast's messages with their results. */
    public static FirstResults firstResults(Jdbi jdbi, Clock clock, Event<MessagesChanged> changed) {
        return TestDatabase.wire(new FirstResults(), jdbi, clock, changed, refusals(clock));
    }

    /** The carrier has taken all of them. */
    public static List<SendResult> accepted(Drafts drafts) {
        return drafts.all().stream()
                .<SendResult>map(draft -> new Accepted(draft.id(), List.of()))
                .toList();
    }

    private static Refusals refusals(Clock clock) {
        return TestDatabase.wire(new Refusals(), clock);
    }
}
