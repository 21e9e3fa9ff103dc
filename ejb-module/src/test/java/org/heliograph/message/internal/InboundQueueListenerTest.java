package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.platform.Json;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** News of many contacts come together, and each has to arrive. */
class InboundQueueListenerTest {

    private final List<String> received = new ArrayList<>();
    private final List<String> applied = new ArrayList<>();
    private final InboundQueueListener listener = TestDatabase.wire(
            new InboundQueueListener(),
            new FailingService(),
            new FailingReports(),
            new NoLentSenders(),
            new ContactAddresses());

    @Test
    void oneThatCannotBeReceivedKeepsNoOtherAway() {
        assertThatThrownBy(() -> listener.onMessage(message(inbound("one"), inbound("bad"), inbound("three"))))
                .as("so that the broker gives them again")
                .isInstanceOf(IllegalStateException.class);
        assertThat(received).containsExactly("one", "three");
    }

    @Test
    void aReportThatCannotBeAppliedKeepsNothingElseAway() {
        assertThatThrownBy(() ->
                        listener.onMessage(message(report("one"), report("bad"), inbound("two"), report("three"))))
                .as("so that the broker gives them again")
                .isInstanceOf(IllegalStateException.class);
        assertThat(applied).containsExactly("one", "three");
        assertThat(received).containsExactly("two");
    }

    private static Report report(String reference) {
        return new Report(List.of(reference), Status.DELIVERED, null, Instant.EPOCH);
    }

    private static Inbound inbound(String text) {
        return new Inbound("+12125581001", "Bank", text, null, null, Instant.EPOCH, null);
    }

    /** As a transaction: all or none. */
    private final class FailingReports extends ReportService {
        @Override
        public void apply(long accountId, List<Report> reports) {
            List<String> references =
                    reports.stream().map(report -> report.references().get(0)).toList();
            if (references.contains("bad")) {
                throw new IllegalStateException("bad");
            }
            applied.addAll(references);
        }
    }

    private final class FailingService extends InboundService {
        @Override
        public void receive(long accountId, Inbound inbound) {
            if (inbound.text().equals("bad")) {
                throw new IllegalStateException("bad");
            }
            received.add(inbound.text());
        }
    }

    private static final class NoLentSenders extends LentSenders {
        @Override
        public Optional<Long> findCompany(long accountId, String sender, String phone) {
            return Optional.empty();
        }
    }

    private static TextMessage message(ProviderEvent... events) {
        String body = Json.write(new InboundBatch(1, 2, List.of(events)));
        return (TextMessage) Proxy.newProxyInstance(
                InboundQueueListenerTest.class.getClassLoader(),
                new Class<?>[] {TextMessage.class},
                (self, method, values) -> body);
    }
}
