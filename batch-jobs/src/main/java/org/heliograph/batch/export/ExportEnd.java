package org.heliograph.batch.export;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.heliograph.export.ExportWork;

/** Gives the closed file to its owner. */
@Named
@Dependent
public class ExportEnd extends AbstractBatchlet {

    @Inject
    private JobContext job;

    @Inject
    private ExportWork work;

    @Override
    public String process() {
        ExportExecution execution = ExportExecution.of(job, work);
        execution.call(() -> {
            work.complete(execution.task(), execution.done());
            return true;
        });
        return execution.isOver() ? "STOPPED" : "WRITTEN";
    }
}
