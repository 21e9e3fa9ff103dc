package org.heliograph.asset;

import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContent;

/** A content template: a message kept under a name. */
public record NamedContent(long id, String name, MessageContent content, int version) {

    public Channel channel() {
        return content.channel();
    }
}
