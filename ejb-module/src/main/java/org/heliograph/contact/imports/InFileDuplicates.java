package org.heliograph.contact.imports;

/** Which row counts if several rows of a file have the same number. */
public enum InFileDuplicates {
    FIRST_WINS,
    LAST_WINS,
    /** The rows are joined; where several have a value, the first one's stands. */
    MERGE
}
