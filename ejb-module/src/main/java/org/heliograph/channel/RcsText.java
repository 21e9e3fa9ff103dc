package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;

/** A text over RCS. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RcsText(String text, List<RcsSuggestion> suggestions) implements RcsContent {

    public RcsText {
        suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
    }

    @Override
    public RcsText mapTexts(UnaryOperator<String> operator) {
        return new RcsText(text == null ? null : operator.apply(text), RcsSuggestion.mapTexts(suggestions, operator));
    }

    @Override
    public List<ContentViolation> validate() {
        ContentViolations violations =
                new ContentViolations().required("text", text).longest("text", text, MAX_TEXT);
        RcsSuggestion.check("suggestions", suggestions, MAX_SUGGESTIONS, violations);
        return violations.found();
    }

    @Override
    public String summary() {
        return Summary.of(text);
    }
}
