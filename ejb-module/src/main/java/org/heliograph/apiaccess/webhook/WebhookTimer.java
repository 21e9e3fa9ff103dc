package org.heliograph.apiaccess.webhook;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.heliograph.apiaccess.IdempotentSubmitService;
import org.heliograph.platform.Timed;

/** What time demands of the API. Any server may run it; the database gives no row to two. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WebhookTimer {

    @Inject
    private WebhookWorker worker;

    @Inject
    private WebhookDeliveries deliveries;

    @Inject
    private IdempotentSubmitService requests;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void sendDue() {
        Timed.run("webhooks", worker::work);
    }

    @Schedule(hour = "*", minute = "23", persistent = false)
    void forgetOld() {
        Timed.run("old webhooks", deliveries::forgetOld);
        Timed.run("old requests", requests::forgetOld);
    }
}
