package org.heliograph.channel;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line out of texts that may have several or be absent. */
final class Summary {

    private Summary() {}

    static String of(String... texts) {
        return Stream.of(texts)
                .filter(text -> text != null && !text.isBlank())
                .map(text -> text.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining(" — "));
    }
}
