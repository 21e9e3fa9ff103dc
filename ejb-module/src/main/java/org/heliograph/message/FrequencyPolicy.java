package org.heliograph.message;

import java.util.List;

/**
 * How often a company writes to a contact.
 *
 * @param caps at most one for each channel; other channels have none
 * @param coversApi whether single messages of programs count and are refused, too
 * @param mayBeIgnored whether a broadcast may go out all the same
 */
public record FrequencyPolicy(List<FrequencyCap> caps, boolean coversApi, boolean mayBeIgnored) {

    public static final FrequencyPolicy NONE = new FrequencyPolicy(List.of(), false, false);
}
