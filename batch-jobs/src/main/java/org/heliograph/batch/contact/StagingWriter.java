package org.heliograph.batch.contact;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.heliograph.contact.imports.ImportWork;
import org.heliograph.contact.imports.TableRow;

/** Checks and stages chunks of rows. */
@Named
@Dependent
public class StagingWriter extends AbstractItemWriter {

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
            @SuppressWarnings("unchecked")
            List<TableRow> rows = (List<TableRow>) item;
            execution.run(() -> work.stage(execution.importId(), execution.attempt(), checkpoint, rows));
            checkpoint = rows.get(rows.size() - 1).number();
        }
    }
}
