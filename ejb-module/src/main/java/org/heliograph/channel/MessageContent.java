package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a message says, on one channel. Stored as JSON; texts may hold placeholders ({@code {{attribute.name}}}) until
 * the message is rendered.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SmsContent.class, name = "sms"),
    @JsonSubTypes.Type(value = RcsText.class, name = "rcs_text"),
    @JsonSubTypes.Type(value = RcsRichCard.class, name = "rcs_card"),
    @JsonSubTypes.Type(value = RcsCarousel.class, name = "rcs_carousel"),
    @JsonSubTypes.Type(value = RcsFile.class, name = "rcs_file"),
    @JsonSubTypes.Type(value = EmailContent.class, name = "email")
})
public interface MessageContent {

    Channel channel();

    /** A copy with every text that may hold placeholders replaced by the operator's result. */
    MessageContent mapTexts(UnaryOperator<String> operator);

    /**
     * Like {@link #mapTexts(UnaryOperator)}, with an operator of its own for texts that are HTML, since values put into
     * those must be escaped.
     */
    default MessageContent mapTexts(UnaryOperator<String> plain, UnaryOperator<String> markup) {
        return mapTexts(plain);
    }

    /** What breaks the channel's limits, empty if nothing does. Limits that depend on values count the raw text. */
    List<ContentViolation> validate();

    /** The message in one line of plain text, for lists and for channels' fallbacks. */
    String summary();
}
