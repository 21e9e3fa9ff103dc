package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.message.Queues;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class InboundEventsTest {

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Queues queues = new Queues() {
        @Override
        public void sendInbound(String text) {
            hanging.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            written.add(text);
        }
    };

    private static List<ProviderEvent> news(String id) {
        return List.of(new ProviderEvent.Report(List.of(id), ProviderEvent.Status.DELIVERED, null, Instant.EPOCH));
    }

    @Test
    void refusesNewsWhileTheBrokerHangsAndTakesThemAgainAfterwards() throws Exception {
        InboundEvents inbound = TestDatabase.wire(new InboundEvents(), queues);
        inbound.patience = Duration.ofMillis(50);
        ProviderEvents events = inbound.of(1, new ProviderAccount(2, "smpp", "Test", Map.of()));
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> events.accept(news("first")));
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> events.accept(news("refused"))).isInstanceOf(IllegalStateException.class);
        goOn.countDown();
        first.get(20, TimeUnit.SECONDS);
        events.accept(news("later"));

        assertThat(written).hasSize(2).noneMatch(text -> text.contains("refused"));
        assertThat(written.get(0)).contains("first");
        assertThat(written.get(1)).contains("later");
    }
}
