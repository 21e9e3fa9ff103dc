package org.heliograph.channel;

import java.util.List;
import java.util.function.UnaryOperator;

/** A short message of up to {@link SmsSegmentation#MAX_PARTS} parts. */
public record SmsContent(String text) implements MessageContent {

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public SmsContent mapTexts(UnaryOperator<String> operator) {
        return text == null ? this : new SmsContent(operator.apply(text));
    }

    @Override
    public List<ContentViolation> validate() {
        ContentViolations violations = new ContentViolations().required("text", text);
        if (text != null && segmentation().parts() > SmsSegmentation.MAX_PARTS) {
            violations.add("text", "too_many_parts", SmsSegmentation.MAX_PARTS);
        }
        return violations.found();
    }

    @Override
    public String summary() {
        return Summary.of(text);
    }

    public SmsSegmentation segmentation() {
        return SmsSegmentation.of(text);
    }
}
