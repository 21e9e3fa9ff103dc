package org.heliograph.message;

import java.util.Set;
import org.heliograph.channel.Channel;

/** When the company's broadcasts may reach people over some channels, on the recipient's own clock. */
public record SendWindow(SendHours hours, Set<Channel> channels) {}
