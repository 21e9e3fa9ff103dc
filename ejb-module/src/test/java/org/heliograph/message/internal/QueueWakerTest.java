package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.channel.Channel;
import org.heliograph.message.Queues.Call;
import org.heliograph.message.Sending;
import org.junit.jupiter.api.Test;

class QueueWakerTest {

    private static Call call(Channel channel, long company, int id) {
        return new Call(channel, company, List.of("id" + id));
    }

    @Test
    void gathersTheMessagesOfACompanyAndChannelBySlices() {
        List<Call> calls = IntStream.range(0, Sending.SLICE + 50)
                .mapToObj(id -> call(Channel.SMS, 1, id))
                .toList();
        assertThat(QueueWaker.together(calls)).extracting(c -> c.ids().size()).containsExactly(Sending.SLICE, 50);
    }

    @Test
    void keepsCompaniesAndChannelsApart() {
        List<Call> calls = List.of(call(Channel.SMS, 1, 1), call(Channel.RCS, 1, 2), call(Channel.SMS, 2, 3));
        assertThat(QueueWaker.together(calls)).containsExactlyElementsOf(calls);
    }
}
