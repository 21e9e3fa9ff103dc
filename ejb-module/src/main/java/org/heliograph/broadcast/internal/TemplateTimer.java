package org.heliograph.broadcast.internal;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.heliograph.platform.Timed;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Serves the schedules of templates. Any server may run it; the database gives no row to two. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TemplateTimer {

    @Inject
    private DueTemplates due;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void launchDue() {
        Timed.run("templates", () -> Timed.forEach("template", due.list(), this::launch));
    }

    private void launch(DueTemplates.Due template) {
        Callers.runAs(Caller.engineOf(template.companyId()), () -> due.launch(template.templateId()));
    }
}
