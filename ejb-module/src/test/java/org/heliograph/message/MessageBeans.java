package org.heliograph.message;

import jakarta.enterprise.event.Event;
import java.time.Clock;
import org.heliograph.account.Trial;
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
}
