package org.heliograph.batch.export;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.heliograph.export.ExportWork;
import org.heliograph.export.ExportWork.Task;
import org.heliograph.export.TableWriter;

/** Writes pages of rows to the file. */
@Named
@Dependent
public class ExportWriter extends AbstractItemWriter {

    @Inject
    private JobContext job;

    @Inject
    private ExportWork work;

    private ExportExecution execution;
    private TableWriter table;

    @Override
    public void open(Serializable none) {
        execution = ExportExecution.of(job, work);
        Task task = execution.task();
        table = execution.call(() -> {
            OutputStream stream = new BufferedOutputStream(Files.newOutputStream(task.file()));
            return TableWriter.open(task.format(), stream, task.layout());
        });
    }

    @Override
    public void writeItems(List<Object> pages) {
        for (Object page : pages) {
            execution.call(() -> {
                for (Object row : (List<?>) page) {
                    @SuppressWarnings("unchecked")
                    Map<String, Object> values = (Map<String, Object>) row;
                    table.write(values);
                }
                execution.wrote(((List<?>) page).size());
                return true;
            });
        }
    }

    @Override
    public void close() throws IOException {
        if (table == null) {
            return;
        }
        Task task = execution.task();
        if (execution.isOver()) {
            table.close();
            ExportWork.discard(task);
            return;
        }
        execution.call(() -> {
            table.close();
            return true;
        });
    }
}
