package org.heliograph.message;

import org.heliograph.channel.Channel;

/** Sends what broadcasts have waiting; found by CDI. Runs without a transaction, across companies. */
public interface BroadcastWork {

    /** Works on what is due on the channel, in the order that is fair, for a while or until nothing is. */
    void run(Channel channel);
}
