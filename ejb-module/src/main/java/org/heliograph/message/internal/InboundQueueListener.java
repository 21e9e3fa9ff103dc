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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.platform.Json;
import org.heliograph.platform.Outages;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Applies what carriers tell, many events at a time. The carrier was told that we have it, so it waits here for a
 * database that is away, however long; the broker would give it up after a few tries.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/inbound"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InboundQueueListener implements MessageListener {

    private static final Logger LOG = Logger.getLogger(InboundQueueListener.class.getName());

    @Inject
    private ReportService reports;

    @Inject
    private InboundService inbound;

    @Inject
    private LentSenders lent;

    @Inject
    private ContactAddresses addresses;

    @Override
    public void onMessage(Message message) {
        InboundBatch batch = Json.read(text(message), InboundBatch.class);
        try {
            Callers.runAs(Caller.engineOf(batch.companyId()), () -> applyAll(batch.accountId(), batch.reports()));
        } finally {
            receiveAll(batch);
        }
    }

    /** Together if all can be applied. */
    private void applyAll(long accountId, List<Report> all) {
        if (all.isEmpty()) {
            return;
        }
        try {
            Outages.outlast("reports", () -> reports.apply(accountId, all));
        } catch (RuntimeException e) {
            if (Outages.isPassing(e) || all.size() == 1) {
                throw e;
            }
            each(all, report -> applyAll(accountId, List.of(report)));
        }
    }

    private void receiveAll(InboundBatch batch) {
        each(batch.inbounds(), event -> Outages.outlast("inbound messages", () -> receive(batch, event)));
    }

    /**
     * One that fails must not keep the others away. The broker gives all of them again, and those are known; nobody can tell here
     * whether it will fail for ever.
     */
    private static <T> void each(List<T> all, Consumer<T> work) {
        RuntimeException failure = null;
        for (T one : all) {
            try {
                work.accept(one);
            } catch (RuntimeException e) {
                LOG.log(
                        Level.SEVERE,
                        e,
                        () -> "News of a carrier could not be stored: "
                                + one.getClass().getSimpleName());
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void receive(InboundBatch batch, Inbound event) {
        Caller owner = Caller.engineOf(batch.companyId());
        Inbound read = Callers.callAs(owner, () -> addresses.read(event));
        long company = findLent(batch.accountId(), read.to(), read.from())
                .or(() -> findLent(
                        batch.accountId(), Callers.callAs(owner, () -> addresses.read(read.to())), read.from()))
                .orElse(batch.companyId());
        Callers.runAs(Caller.engineOf(company), () -> inbound.receive(batch.accountId(), read));
    }

    private Optional<Long> findLent(long accountId, String sender, String contact) {
        return Callers.callAs(Caller.SYSTEM, () -> lent.findCompany(accountId, sender, contact));
    }

    private static String text(Message message) {
        try {
            return ((TextMessage) message).getText();
        } catch (JMSException e) {
            throw new IllegalStateException("A queue's message cannot be read", e);
        }
    }
}
