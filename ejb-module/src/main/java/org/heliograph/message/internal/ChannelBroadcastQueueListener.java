package org.heliograph.message.internal;

import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.heliograph.channel.Channel;
import org.heliograph.message.BroadcastWork;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** What the listeners for broadcasts of all channels do: whatever is due. They are apart, so that no code waits for them. */
abstract class ChannelBroadcastQueueListener implements MessageListener {

    private final Channel channel;

    @Inject
    private BroadcastWork work;

    ChannelBroadcastQueueListener(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void onMessage(Message message) {
        Callers.runAs(Caller.SYSTEM, () -> work.run(channel));
    }
}
