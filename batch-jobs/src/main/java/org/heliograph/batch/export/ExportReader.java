package org.heliograph.batch.export;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.heliograph.export.ExportWork;

/** Reads the table by its key; an item is a page of rows. */
@Named
@Dependent
public class ExportReader extends AbstractItemReader {

    @Inject
    private JobContext job;

    @Inject
    private ExportWork work;

    private ExportExecution execution;
    private Object last;

    @Override
    public void open(Serializable none) {
        execution = ExportExecution.of(job, work);
        execution.task();
    }

    @Override
    public List<Map<String, Object>> readItem() {
        List<Map<String, Object>> rows = execution.call(() -> work.next(execution.task(), last, execution.done()));
        if (rows == null || rows.isEmpty()) {
            return null;
        }
        last = rows.get(rows.size() - 1).get("id");
        return rows;
    }
}
