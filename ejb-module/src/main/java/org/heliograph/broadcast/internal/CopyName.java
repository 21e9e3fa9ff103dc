package org.heliograph.broadcast.internal;

import java.util.Collection;

/** How copies are named: with a number in brackets. */
final class CopyName {

    private CopyName() {}

    /** The name without the number of a copy. */
    static String base(String name) {
        return name.replaceFirst(" \\(\\d+\\)$", "");
    }

    /** The first that is free. */
    static String of(String base, Collection<String> taken) {
        int number = 1;
        while (taken.contains(base + " (" + number + ")")) {
            number++;
        }
        return base + " (" + number + ")";
    }
}
