package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a message says, on one channel. Stored as JSON; texts may hold placeholders ({@code {{attribute.name}}}) until
 * the message is rendered.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public interface MessageContent {

    Channel channel();

    /** A copy with every text that may hold placeholders replaced by the operator's result. */
    MessageContent mapTexts(UnaryOperator<String> operator);

    /** What breaks the channel's limits, empty if nothing does. Limits that depend on values count the raw text. */
    List<ContentViolation> validate();

    /** The message in one line of plain text, for lists and for channels' fallbacks. */
    String summary();
}
