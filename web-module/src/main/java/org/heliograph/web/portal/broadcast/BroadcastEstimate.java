package org.heliograph.web.portal.broadcast;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.broadcast.LaunchEstimate;
import org.heliograph.broadcast.LaunchEstimateService;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.StepEstimate;
import org.heliograph.platform.error.ConflictException;

/** What the launch of the broadcast on the page would do, once the user has asked. */
@Named
@ViewScoped
public class BroadcastEstimate implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient LaunchEstimateService estimates;

    @Inject
    private transient EstimateWords words;

    private LaunchEstimate estimate;

    void make(SaveBroadcast broadcast, Instant at) {
        estimate = null;
        estimate = estimates.estimate(broadcast, at);
    }

    /** The same before a launch, which needs no figures: if they take too long, there are none. */
    void review(SaveBroadcast broadcast, Instant at) {
        estimate = null;
        estimates.check(broadcast);
        try {
            estimate = estimates.estimate(broadcast, at);
        } catch (ConflictException tooLong) {
            estimate = null;
        }
    }

    /** Null until it is made. */
    public LaunchEstimate getFigures() {
        return estimate;
    }

    public List<StepLines> getSteps() {
        List<StepLines> lines = new ArrayList<>();
        for (StepEstimate step : estimate.steps()) {
            boolean last = lines.size() == estimate.steps().size() - 1;
            lines.add(new StepLines(
                    step.channel().name(),
                    words.reach(step, estimate),
                    words.parts(step, lines.isEmpty()),
                    words.hints(step, last)));
        }
        return lines;
    }

    /** A step in words. */
    public record StepLines(String channel, String reach, String parts, List<EstimateWords.Hint> hints) {

        public String getChannel() {
            return channel;
        }

        public String getReach() {
            return reach;
        }

        public String getParts() {
            return parts;
        }

        public List<EstimateWords.Hint> getHints() {
            return hints;
        }
    }
}
