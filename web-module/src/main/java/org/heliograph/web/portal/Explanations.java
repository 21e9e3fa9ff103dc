package org.heliograph.web.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;

/**
 * What it means that somebody was not reached, and what to do about it: {@code #{explanations.of(channel, cause)}}. A channel
 * of which the general words would not be true has words of its own, under {@code report.explain.<cause>.<channel>}.
 */
@Named
@ApplicationScoped
public class Explanations {

    static final String KEY = "report.explain.";

    @Inject
    private Messages messages;

    /**
     * @param channel null if none is known
     * @return empty for what is no cause
     */
    public String of(Channel channel, String cause) {
        return in(messages.texts(), channel, cause);
    }

    static String in(ResourceBundle texts, Channel channel, String cause) {
        String general = KEY + cause;
        return Stream.of(general + "." + channel, general)
                .filter(texts::containsKey)
                .findFirst()
                .map(texts::getString)
                .orElse("");
    }
}
