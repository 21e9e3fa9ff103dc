package org.heliograph.batch.contact;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.heliograph.contact.imports.ImportRun;
import org.heliograph.contact.imports.ImportWork;
import org.heliograph.contact.imports.TableRow;

/** Reads the uploaded file from the checkpoint on; an item is a chunk of rows. */
@Named
@Dependent
public class FileRowReader extends AbstractItemReader {

    @Inject
    private JobContext job;

    @Inject
    private ImportWork work;

    private ImportExecution execution;
    private ImportRun file;

    @Override
    public void open(Serializable checkpoint) {
        execution = ImportExecution.of(job, work);
        file = execution.call(() -> ImportRun.open(work.get(execution.importId())));
    }

    @Override
    public List<TableRow> readItem() {
        return execution.call(file == null ? () -> null : file::nextChunk);
    }

    @Override
    public void close() throws Exception {
        if (file != null) {
            file.close();
        }
    }
}
