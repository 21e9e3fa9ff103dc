package org.heliograph.contact.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.InvalidException;

/**
 * The file of a check in progress: hands out chunks from the checkpoint on. Not for several threads.
 */
public final class ImportRun implements AutoCloseable {

    /** Characters of a chunk, so that rows with long texts need no more memory than others. */
    private static final long CHARACTERS = 8 << 20;

    private final TableReader reader;
    private final int size = Setting.IMPORT_CHUNK.getInt();
    private long handedOut;

    private ImportRun(TableReader reader, long handedOut) {
        this.reader = reader;
        this.handedOut = handedOut;
    }

    /**
     * Opens the file behind the checkpoint.
     *
     * @throws InvalidException if the file is gone or broken
     */
    public static ImportRun open(ImportJob job) {
        try {
            TableReader reader = TableReader.open(ImportFiles.of(job.companyId(), job.filePath()), job.settings());
            ImportRun run = new ImportRun(reader, job.counts().done());
            run.skipTo(job.checkpoint());
            return run;
        } catch (IOException e) {
            throw new InvalidException("file_unreadable", "file");
        }
    }

    private TableRow pending;

    private void skipTo(long checkpoint) {
        do {
            pending = reader.next();
        } while (pending != null && pending.number() <= checkpoint);
    }

    /**
     * The next rows; null after the last.
     *
     * @throws InvalidException if the file is broken or has more than 2,000,000 rows
     */
    public List<TableRow> nextChunk() {
        List<TableRow> chunk = new ArrayList<>();
        long characters = 0;
        while (pending != null && chunk.size() < size && characters < CHARACTERS) {
            chunk.add(pending);
            characters += pending.characters();
            pending = reader.next();
        }
        handedOut += chunk.size();
        if (handedOut > TableReader.ROWS) {
            throw new InvalidException("file_rows", "file", TableReader.ROWS);
        }
        return chunk.isEmpty() ? null : chunk;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
