package org.heliograph.contact.imports;

/** Kinds of files an import reads. */
public enum FileFormat {
    CSV,
    XLSX
}
