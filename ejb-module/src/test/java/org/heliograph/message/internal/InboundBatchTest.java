package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.platform.Json;
import org.junit.jupiter.api.Test;

class InboundBatchTest {

    private static final Inbound MESSAGE = new Inbound("+34600111222", "Shop", "Hi", null, null, Instant.EPOCH, null);

    @Test
    void eachMessageTravelsWithAnIdItsCarriersIfThatGaveOne() {
        Report report = new Report(List.of("1"), Status.DELIVERED, null, Instant.EPOCH);
        InboundBatch batch =
                InboundBatch.toQueue(1, 2, List.of(report, MESSAGE, MESSAGE.withCarrierId("MxJ1"), MESSAGE));

        InboundBatch read = Json.read(Json.write(batch), InboundBatch.class);

        assertThat(read).isEqualTo(batch);
        assertThat(read.reports()).containsExactly(report);
        List<String> ids = read.inbounds().stream().map(Inbound::carrierId).toList();
        assertThat(ids).hasSize(3).doesNotContainNull().doesNotHaveDuplicates().contains("MxJ1");
    }

    @Test
    void readsWhatAnEarlierVersionLeftOnTheQueue() {
        String json = "{\"companyId\":1,\"accountId\":2,\"events\":[{\"kind\":\"inbound\",\"from\":\"+34600111222\","
                + "\"to\":\"Shop\",\"text\":\"Hi\",\"postback\":null,\"carrierId\":null,\"at\":\"1970-01-01T00:00:00Z\"}]}";

        assertThat(Json.read(json, InboundBatch.class).inbounds()).containsExactly(MESSAGE);
    }
}
