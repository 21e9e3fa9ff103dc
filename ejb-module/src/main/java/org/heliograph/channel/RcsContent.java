package org.heliograph.channel;

import java.util.List;

/**
 * A message over RCS. Limits are those of the RCS Universal Profile as Google RBM documents them and the product's
 * manual confirms.
 */
public sealed interface RcsContent extends MessageContent permits RcsText, RcsRichCard, RcsCarousel, RcsFile {

    int MAX_TEXT = 3072;

    /** Suggestions below the whole message. */
    int MAX_SUGGESTIONS = 11;

    /** Shown below the message, outside of any card; never null. */
    List<RcsSuggestion> suggestions();

    @Override
    default Channel channel() {
        return Channel.RCS;
    }
}
