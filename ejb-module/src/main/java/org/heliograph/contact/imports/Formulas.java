package org.heliograph.contact.imports;

/** Keeps spreadsheets from running a cell of a file we write as a formula. */
public final class Formulas {

    private static final String STARTERS = "=+-@\t\r";

    private Formulas() {}

    /** The text with an apostrophe in front if a spreadsheet would take it for a formula. */
    public static String escape(String text) {
        return text != null && !text.isEmpty() && STARTERS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** What {@link #escape} was given. */
    public static String unescape(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && STARTERS.indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }
}
