package org.heliograph.broadcast;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.heliograph.channel.SenderService;
import org.heliograph.message.SendHours;
import org.heliograph.platform.error.InvalidException;

/**
 * How far a broadcast keeps from people, beyond what the company asks for.
 *
 * @param hours within which it may reach them on their own clock, besides the company's; null for the company's alone
 * @param ignoresCap whether it also goes to those who have reached the company's frequency cap, if the company allows that
 * @param speedLimit messages a second that it sends at most, 1 to {@link SenderService#FASTEST}; null for as many as its
 *     carrier takes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryRules(SendHours hours, boolean ignoresCap, Integer speedLimit) {

    public static final DeliveryRules NONE = new DeliveryRules(null, false, null);

    /** @throws InvalidException if a rule cannot be kept */
    public void check() {
        if (hours != null) {
            hours.check();
        }
        if (speedLimit != null && (speedLimit < 1 || speedLimit > SenderService.FASTEST)) {
            throw new InvalidException("speed_limit", "speedLimit", SenderService.FASTEST);
        }
    }
}
