package org.heliograph.web.portal.broadcast;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.heliograph.broadcast.BroadcastReport.Point;
import org.heliograph.broadcast.BroadcastReport.Timeline;
import org.heliograph.platform.Json;

/** A timeline in the words of Chart.js. Its colours are of a middle tone that both themes carry. */
final class TimelineChart {

    static final List<String> EVENTS = List.of("SENT", "DELIVERED", "DISPLAYED", "FAILED");

    private static final Map<String, String> COLOURS =
            Map.of("SENT", "#5b8def", "DELIVERED", "#2fa56a", "DISPLAYED", "#9a72e8", "FAILED", "#dd6450");
    private static final String INK = "#7f8a9a";
    private static final String LINE = "rgba(127, 138, 154, 0.22)";

    private TimelineChart() {}

    static String of(Timeline timeline, ZoneId zone, UnaryOperator<String> label) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern(timeline.slot()));
        List<String> times = timeline.points().stream()
                .map(point -> format.format(point.at().atZone(zone)))
                .toList();
        List<Map<String, Object>> sets = new ArrayList<>();
        for (String event : EVENTS) {
            sets.add(Map.of(
                    "label", label.apply(event),
                    "data",
                            timeline.points().stream()
                                    .map((Point point) -> point.count(event))
                                    .toList(),
                    "backgroundColor", COLOURS.get(event),
                    "borderRadius", 3,
                    "maxBarThickness", 28));
        }
        return Json.write(
                Map.of("type", "bar", "data", Map.of("labels", times, "datasets", sets), "options", options()));
    }

    private static String pattern(Duration slot) {
        if (slot.compareTo(Duration.ofMinutes(1)) < 0) {
            return "HH:mm:ss";
        }
        return slot.compareTo(Duration.ofHours(1)) < 0 ? "HH:mm" : "dd.MM. HH:mm";
    }

    private static Map<String, Object> options() {
        Map<String, Object> ticks = Map.of("color", INK, "precision", 0, "maxRotation", 0, "autoSkipPadding", 12);
        return Map.of(
                "animation",
                false,
                "responsive",
                true,
                "maintainAspectRatio",
                false,
                "interaction",
                Map.of("mode", "index", "intersect", false),
                "plugins",
                Map.of("legend", Map.of("labels", Map.of("color", INK, "boxWidth", 12, "boxHeight", 12))),
                "scales",
                Map.of(
                        "x", Map.of("ticks", ticks, "grid", Map.of("display", false)),
                        "y", Map.of("beginAtZero", true, "ticks", ticks, "grid", Map.of("color", LINE))));
    }
}
