package org.heliograph.simulator.time;

import java.util.EnumMap;
import java.util.Map;

/** The meters of the carrier. */
public final class Stats {

    /** What is counted. */
    public enum Event {
        SMS_SUBMITS,
        SMS_REPORTS,
        SMS_REPLIES,
        RCS_SUBMITS,
        RCS_EVENTS,
        RCS_EVENTS_FAILED,
        EMAILS,
        EMAILS_SENT,
        EMAILS_UNSENT
    }

    private final Map<Event, Meter> meters = new EnumMap<>(Event.class);

    public Stats(DelayWheel wheel) {
        for (Event event : Event.values()) {
            meters.put(event, new Meter());
        }
        wheel.every(1000, () -> meters.values().forEach(Meter::tick));
    }

    public void mark(Event event) {
        meters.get(event).mark();
    }

    public Map<Event, Meter.Reading> read() {
        Map<Event, Meter.Reading> readings = new EnumMap<>(Event.class);
        meters.forEach((event, meter) -> readings.put(event, meter.read()));
        return readings;
    }
}
