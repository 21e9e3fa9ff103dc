package org.heliograph.web.portal.broadcast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.broadcast.LaunchEstimate;
import org.heliograph.broadcast.StepEstimate;
import org.heliograph.broadcast.StepEstimate.Hours;
import org.heliograph.broadcast.StepEstimate.Parts;
import org.heliograph.web.portal.Messages;

/** What a step of an estimate means, and what to do about it, in the language of the page. */
@ApplicationScoped
public class EstimateWords {

    private static final String KEY = "broadcast.estimate.";

    @Inject
    private Messages messages;

    /**
     * A sentence.
     *
     * @param warning whether somebody gets less than was meant for them
     */
    public record Hint(boolean warning, String text) {

        public boolean isWarning() {
            return warning;
        }

        public String getText() {
            return text;
        }
    }

    String reach(StepEstimate step, LaunchEstimate estimate) {
        return text("reach", step.reachable(), estimate.recipients());
    }

    /**
     * Null if it sends no SMS.
     *
     * @param first whether all of the reachable get it, and not only those whom an earlier step did not reach
     */
    String parts(StepEstimate step, boolean first) {
        Parts parts = step.parts();
        if (parts == null) {
            return null;
        }
        String total = text(parts.about() ? "partsAbout" : "parts", parts.total());
        if (!first) {
            total = text("partsAtMost", total);
        }
        return parts.fewest() == parts.most()
                ? text("partsEach", total, parts.most())
                : text("partsRange", total, parts.fewest(), parts.most());
    }

    /** @param last whether nothing comes after the step */
    List<Hint> hints(StepEstimate step, boolean last) {
        List<Hint> hints = new ArrayList<>();
        step.skipped()
                .forEach((reason, count) ->
                        hints.add(new Hint(last, text(reason, count, text(last ? "thenNothing" : "thenNext")))));
        step.missing().forEach((name, count) -> hints.add(new Hint(true, text("missing", count, name, example(name)))));
        addParts(step.parts(), hints);
        addHours(step.hours(), hints);
        return hints;
    }

    private void addParts(Parts parts, List<Hint> hints) {
        if (parts == null) {
            return;
        }
        if (parts.tooLong() > 0) {
            hints.add(new Hint(true, text("tooLong", count(parts.tooLong(), parts.about()))));
        }
        if (parts.unicode() > 0) {
            hints.add(new Hint(false, text("unicode", count(parts.unicode(), parts.about()))));
        }
    }

    private void addHours(Hours hours, List<Hint> hints) {
        if (hours == null) {
            return;
        }
        if (hours.never() > 0) {
            hints.add(new Hint(true, text("never", count(hours.never(), hours.about()))));
        }
        if (hours.waiting() > 0) {
            hints.add(new Hint(false, text("waiting", count(hours.waiting(), hours.about()))));
        }
    }

    private String count(long number, boolean about) {
        return text(about ? "countAbout" : "count", number);
    }

    private String example(String name) {
        return "{{attribute." + name + "|" + text("exampleDefault") + "}}";
    }

    private String text(String key, Object... values) {
        return messages.text(KEY + key, values);
    }
}
