package org.heliograph.web.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, as players ask for it.
 *
 * @param last the last byte itself
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

    /**
     * What a {@code Range} header asks of a file of so many bytes. Empty for no header and for what we need not
     * understand, several ranges among it: the answer is the whole file then. One that begins behind the file's end is
     * {@link #isSatisfiable() not satisfiable}.
     */
    static Optional<ByteRange> of(String header, long length) {
        Matcher one = ONE.matcher(header == null ? "" : header.trim());
        if (!one.matches() || one.group(1) == null && one.group(2) == null) {
            return Optional.empty();
        }
        if (one.group(1) == null) {
            long suffix = Math.min(length, Long.parseLong(one.group(2)));
            return Optional.of(new ByteRange(length - suffix, length - 1));
        }
        long first = Long.parseLong(one.group(1));
        long last = one.group(2) == null ? length - 1 : Math.min(length - 1, Long.parseLong(one.group(2)));
        boolean backwards = one.group(2) != null && Long.parseLong(one.group(2)) < first;
        return backwards ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }

    boolean isSatisfiable() {
        return first <= last;
    }

    long length() {
        return last - first + 1;
    }

    /** The header of the answer. */
    String of(long length) {
        return "bytes " + first + "-" + last + "/" + length;
    }
}
