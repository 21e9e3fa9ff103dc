package org.heliograph.batch.contact;

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
import org.heliograph.contact.imports.ImportStatus;
import org.heliograph.contact.imports.ImportWork;
import org.heliograph.contact.imports.ImportWork.Claim;
import org.heliograph.contact.imports.OldImports;
import org.heliograph.platform.Timed;

/**
 * Starts a batch job for each import that waits or was left by its worker. Every server may run it; an import is claimed
 * by one. The batch runtime lets only the bean that started a job ask for it, so nobody else uses JobOperator.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportLauncher {

    @Inject
    private ImportWork work;

    @Inject
    private OldImports old;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void launchDue() {
        Timed.run("due imports", () -> work.claimDue().forEach(this::launch));
    }

    @Schedule(hour = "*", minute = "43", persistent = false)
    void deleteOld() {
        Timed.run("old imports", old::delete);
    }

    private void launch(Claim claim) {
        Properties parameters = new Properties();
        parameters.setProperty("import", Long.toString(claim.importId()));
        parameters.setProperty("company", Long.toString(claim.companyId()));
        parameters.setProperty("attempt", Integer.toString(claim.attempt()));
        String job = claim.status() == ImportStatus.CHECKING ? "contact-check" : "contact-import";
        BatchRuntime.getJobOperator().start(job, parameters);
    }
}
