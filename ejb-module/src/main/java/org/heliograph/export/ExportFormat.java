package org.heliograph.export;

import java.util.Locale;

/** The kinds of files. */
public enum ExportFormat {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** End of a file's name, with the dot. */
    public String extension() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
