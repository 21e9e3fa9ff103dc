package org.heliograph.batch.export;

import jakarta.batch.runtime.BatchRuntime;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Properties;
import org.heliograph.export.ExportWork;
import org.heliograph.export.ExportWork.Claim;
import org.heliograph.platform.Timed;

/**
 * Starts a batch job for each export that waits or was left by its worker. Every server may run it; an export is claimed
 * by one. The batch runtime lets only the bean that started a job ask for it, so nobody else asks.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportLauncher {

    @Inject
    private ExportWork work;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void launchDue() {
        Timed.run("exports", () -> work.claimDue().forEach(this::launch));
    }

    @Schedule(hour = "*", minute = "41", persistent = false)
    void deleteOld() {
        Timed.run("old exports", work::deleteOld);
    }

    private void launch(Claim claim) {
        Properties parameters = new Properties();
        parameters.setProperty("export", Long.toString(claim.exportId()));
        parameters.setProperty("company", Long.toString(claim.companyId()));
        parameters.setProperty("attempt", Integer.toString(claim.attempt()));
        BatchRuntime.getJobOperator().start("grid-export", parameters);
    }
}
