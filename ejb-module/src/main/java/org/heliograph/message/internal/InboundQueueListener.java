package org.heliograph.message.internal;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import org.heliograph.platform.Json;
import org.heliograph.platform.persistence.PassingFailures;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Applies what carriers tell, many events at a time. They are acknowledged to the carrier already, so a database that is
 * away is waited for.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/inbound"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InboundQueueListener implements MessageListener {

    @Inject
    private ReportService reports;

    @Inject
    private InboundService inbound;

    @Override
    public void onMessage(Message message) {
        InboundBatch batch = Json.read(text(message), InboundBatch.class);
        Callers.runAs(Caller.engineOf(batch.companyId()), () -> {
            if (!batch.reports().isEmpty()) {
                PassingFailures.outlast(
                        batch.reports().size() + " reports", () -> reports.apply(batch.accountId(), batch.reports()));
            }
            batch.inbounds()
                    .forEach(event -> PassingFailures.outlast(
                            "an inbound message", () -> inbound.receive(batch.accountId(), event)));
        });
    }

    private static String text(Message message) {
        try {
            return ((TextMessage) message).getText();
        } catch (JMSException e) {
            throw new IllegalStateException("A queue's message cannot be read", e);
        }
    }
}
