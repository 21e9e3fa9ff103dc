package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.platform.Json;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** News of many contacts come together, and each has to arrive. */
class InboundQueueListenerTest {

    private final List<String> received = new ArrayList<>();

    @Test
    void oneThatCannotBeReceivedKeepsNoOtherAway() {
        InboundQueueListener listener = TestDatabase.wire(
                new InboundQueueListener(), new FailingService(), new NoLentSenders(), new ContactAddresses());
        assertThatThrownBy(() -> listener.onMessage(message("one", "bad", "three")))
                .as("so that the broker gives them again")
                .isInstanceOf(IllegalStateException.class);
        assertThat(received).containsExactly("one", "three");
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

    private static TextMessage message(String... texts) {
        List<Inbound> events = new ArrayList<>();
        for (String text : texts) {
            events.add(new Inbound("+12125581001", "Bank", text, null, null, Instant.EPOCH, null));
        }
        String body = Json.write(new InboundBatch(1, 2, List.copyOf(events)));
        return (TextMessage) Proxy.newProxyInstance(
                InboundQueueListenerTest.class.getClassLoader(),
                new Class<?>[] {TextMessage.class},
                (self, method, values) -> body);
    }
}
