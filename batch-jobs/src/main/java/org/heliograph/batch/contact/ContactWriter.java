package org.heliograph.batch.contact;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.heliograph.contact.imports.ImportWork;

/** Makes contacts of windows of staged rows. */
@Named
@Dependent
public class ContactWriter extends AbstractItemWriter {

    @Inject
    private JobContext job;

    @Inject
    private ImportWork work;

    private ImportExecution execution;
    private long checkpoint;

    @Override
    public void open(Serializable none) {
        execution = ImportExecution.of(job, work);
        Long reached = execution.call(() -> work.get(execution.importId()).checkpoint());
        checkpoint = reached == null ? 0 : reached;
    }

    @Override
    public void writeItems(List<Object> items) {
        for (Object item : items) {
            long through = (Long) item;
            execution.run(() -> work.apply(execution.importId(), execution.attempt(), checkpoint, through));
            checkpoint = through;
        }
    }
}
