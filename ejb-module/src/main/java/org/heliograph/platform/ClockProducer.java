package org.heliograph.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The one clock, so that a test can move it. */
@ApplicationScoped
public class ClockProducer {

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.offset(Clock.systemUTC(), Duration.parse(Setting.CLOCK_OFFSET.get()));
    }
}
