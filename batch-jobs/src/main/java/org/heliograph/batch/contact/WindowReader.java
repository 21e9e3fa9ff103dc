package org.heliograph.batch.contact;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.heliograph.contact.imports.ImportJob;
import org.heliograph.contact.imports.ImportWork;
import org.heliograph.platform.Setting;

/** Cuts the staged rows behind the checkpoint into windows of row numbers; an item is the last number of one. */
@Named
@Dependent
public class WindowReader extends AbstractItemReader {

    private final int size = Setting.IMPORT_CHUNK.getInt();

    @Inject
    private JobContext job;

    @Inject
    private ImportWork work;

    private ImportExecution execution;
    private long reached;
    private long last;

    @Override
    public void open(Serializable none) {
        execution = ImportExecution.of(job, work);
        ImportJob started = execution.call(() -> work.get(execution.importId()));
        if (started != null) {
            reached = started.checkpoint();
            last = started.lastRow();
        }
    }

    @Override
    public Long readItem() {
        if (execution.isOver() || reached >= last) {
            return null;
        }
        reached = Math.min(last, reached + size);
        return reached;
    }
}
