package org.heliograph.batch.contact;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.heliograph.contact.imports.ImportWork;

/** Ends an import whose rows are all contacts. */
@Named
@Dependent
public class ImportEnd extends AbstractBatchlet {

    @Inject
    private JobContext job;

    @Inject
    private ImportWork work;

    @Override
    public String process() {
        ImportExecution execution = ImportExecution.of(job, work);
        execution.run(() -> work.holdLonger(execution.importId(), execution.attempt()));
        execution.call(() -> {
            work.analyze(execution.importId());
            return null;
        });
        execution.run(() -> work.endImport(execution.importId(), execution.attempt()));
        return execution.isOver() ? "STOPPED" : "IMPORTED";
    }
}
