package org.heliograph.batch.contact;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.contact.imports.ImportWork;

/** Ends an import whose rows are all contacts. */
@Named
@Dependent
public class ImportEnd extends AbstractBatchlet {

    private static final Logger LOG = Logger.getLogger(ImportEnd.class.getName());

    @Inject
    private JobContext job;

    @Inject
    private ImportWork work;

    @Override
    public String process() {
        ImportExecution execution = ImportExecution.of(job, work);
        execution.run(() -> work.holdLonger(execution.importId(), execution.attempt()));
        execution.run(() -> analyze(execution));
        execution.run(() -> work.endImport(execution.importId(), execution.attempt()));
        return execution.isOver() ? "STOPPED" : "IMPORTED";
    }

    /** An import whose rows are all there does not fail for want of statistics, which come by themselves in the end. */
    private boolean analyze(ImportExecution execution) {
        try {
            return work.analyze(execution.importId(), execution.attempt());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The statistics of contacts were not brought up to date.", e);
            return true;
        }
    }
}
