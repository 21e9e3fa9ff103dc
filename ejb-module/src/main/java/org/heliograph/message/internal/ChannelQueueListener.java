package org.heliograph.message.internal;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.util.Arrays;
import java.util.List;
import org.heliograph.message.QueueWork;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** What the listeners of all channels do: run the work a call names, for its company, without a transaction. */
abstract class ChannelQueueListener implements MessageListener {

    @Inject
    @Any
    private Instance<QueueWork> works;

    @Override
    public void onMessage(Message message) {
        String[] call = text(message).split("\\|", 3);
        long company = Long.parseLong(call[1]);
        List<String> ids = Arrays.asList(call[2].split(","));
        QueueWork work = works.stream()
                .filter(candidate -> candidate.kind().equals(call[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody does the work \"" + call[0] + "\"."));
        Callers.runAs(Caller.engineOf(company), () -> work.run(company, ids));
    }

    private static String text(Message message) {
        try {
            return ((TextMessage) message).getText();
        } catch (JMSException e) {
            throw new IllegalStateException("A queue's message cannot be read", e);
        }
    }
}
