package org.heliograph.web.portal.broadcast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.message.FrequencyCap;
import org.heliograph.web.portal.Messages;

/** A frequency cap in words: "SMS: at most 3 in 7 days". */
@ApplicationScoped
public class CapText {

    private static final int HOURS_A_DAY = 24;

    @Inject
    private Messages messages;

    public String of(FrequencyCap cap) {
        boolean days = cap.hours() % HOURS_A_DAY == 0;
        return messages.text(
                days ? "frequency.capDays" : "frequency.capHours",
                messages.text("channel." + cap.channel()),
                cap.messages(),
                days ? cap.hours() / HOURS_A_DAY : cap.hours());
    }
}
