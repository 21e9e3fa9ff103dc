package org.heliograph.message.internal;

import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.util.Arrays;
import org.heliograph.message.MessageWork;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** What the listeners of all channels do: send the messages that a call names, for their company, without a transaction. */
abstract class ChannelQueueListener implements MessageListener {

    @Inject
    private MessageWork work;

    @Override
    public void onMessage(Message message) {
        String[] call = text(message).split("\\|", 2);
        Callers.runAs(Caller.engineOf(Long.parseLong(call[0])), () -> work.run(Arrays.asList(call[1].split(","))));
    }

    private static String text(Message message) {
        try {
            return ((TextMessage) message).getText();
        } catch (JMSException e) {
            throw new IllegalStateException("A queue's message cannot be read", e);
        }
    }
}
