package org.heliograph.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, printed and written to a file of the build directory. */
final class Figures {

    private static final List<Map<String, Object>> ALL = new ArrayList<>();
    private static String file = "load.json";

    private Figures() {}

    /** Starts a file of its own. */
    static synchronized void writeTo(String name) {
        file = name;
        ALL.clear();
    }

    static void add(String name, double value, String unit) {
        add(name, value, unit, 0);
    }

    /** @param floor what the bare technique does in the same run; 0 where there is none */
    static synchronized void add(String name, double value, String unit, double floor) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("name", name);
        figure.put("value", rounded(value));
        figure.put("unit", unit);
        if (floor > 0) {
            figure.put("floor", rounded(floor));
            figure.put("ratio", rounded(value / floor));
        }
        ALL.add(figure);
        System.out.println(figure);
        try {
            Path work = Files.createDirectories(Path.of(System.getProperty("heliograph.work")));
            Files.writeString(
                    work.resolve(file),
                    Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ALL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.0f", value));
    }
}
