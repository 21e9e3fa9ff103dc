package org.heliograph.broadcast;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.heliograph.message.SendHours;

/**
 * How far a broadcast keeps from people, beyond what the company asks for.
 *
 * @param hours within which it may reach them on their own clock, besides the company's; null for the company's alone
 * @param ignoresCap whether it also goes to those who have reached the company's frequency cap, if the company allows that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryRules(SendHours hours, boolean ignoresCap) {

    public static final DeliveryRules NONE = new DeliveryRules(null, false);
}
