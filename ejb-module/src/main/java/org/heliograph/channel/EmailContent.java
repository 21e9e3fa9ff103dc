package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An e-mail.
 *
 * @param subtitle the line that inboxes show after the subject (preheader), null for none
 * @param text the alternative for readers without HTML, null to derive it from the HTML
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmailContent(String subject, String subtitle, String html, String text) implements MessageContent {

    /** RFC 5322 allows 998 characters to a line. */
    static final int MAX_SUBJECT = 998;

    static final int MAX_SUBTITLE = 255;

    /** Ours: ten times what the common webmail services show without cutting. */
    static final int MAX_HTML = 1_000_000;

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public EmailContent mapTexts(UnaryOperator<String> operator) {
        return mapTexts(operator, operator);
    }

    @Override
    public EmailContent mapTexts(UnaryOperator<String> plain, UnaryOperator<String> markup) {
        return new EmailContent(map(subject, plain), map(subtitle, plain), map(html, markup), map(text, plain));
    }

    @Override
    public List<ContentViolation> validate() {
        ContentViolations violations = new ContentViolations()
                .required("subject", subject)
                .longest("subject", subject, MAX_SUBJECT)
                .longest("subtitle", subtitle, MAX_SUBTITLE)
                .longest("html", html, MAX_HTML)
                .longest("text", text, MAX_HTML);
        if (subject != null && subject.chars().anyMatch(c -> c == '\r' || c == '\n')) {
            violations.add("subject", "line_break", 0);
        }
        if (text == null || text.isBlank()) {
            violations.required("html", html);
        }
        return violations.found();
    }

    @Override
    public String summary() {
        return Summary.of(subject, subtitle);
    }

    /** The given alternative, or the one derived from the HTML; never null. */
    public String plainText() {
        if (text != null && !text.isBlank()) {
            return text;
        }
        return html == null ? "" : HtmlText.plain(html);
    }

    private static String map(String value, UnaryOperator<String> operator) {
        return value == null ? null : operator.apply(value);
    }
}
