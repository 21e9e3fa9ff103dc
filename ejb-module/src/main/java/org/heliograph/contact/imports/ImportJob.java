package org.heliograph.contact.imports;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * An import and how far it is.
 *
 * @param reason code of the error that stopped it, else null
 * @param reasonValues what the error's text refers to
 * @param checkpoint number of the last row of the file the running phase has committed
 * @param lastRow number of the file's last row, known after the check
 */
public record ImportJob(
        long id,
        long companyId,
        String user,
        String fileName,
        String filePath,
        long fileBytes,
        ImportSettings settings,
        ImportStatus status,
        String reason,
        List<String> reasonValues,
        ImportCounts counts,
        long checkpoint,
        long lastRow,
        int attempt,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt)
        implements Serializable {

    // Read by pages.
    public long getId() {
        return id;
    }

    public String getUser() {
        return user;
    }

    public String getFileName() {
        return fileName;
    }

    public long getFileBytes() {
        return fileBytes;
    }

    public ImportSettings getSettings() {
        return settings;
    }

    public String getStatus() {
        return status.name();
    }

    public String getReason() {
        return reason;
    }

    public ImportCounts getCounts() {
        return counts;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public boolean isWorking() {
        return status.isWorking();
    }

    public boolean isOver() {
        return status.isOver();
    }
}
