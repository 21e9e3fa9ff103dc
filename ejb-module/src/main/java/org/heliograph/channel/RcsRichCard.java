package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A single card.
 *
 * @param orientation null for VERTICAL
 * @param imageAlignment where the picture stands in a horizontal card, null for LEFT
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RcsRichCard(
        RcsCard card, Orientation orientation, ImageAlignment imageAlignment, List<RcsSuggestion> suggestions)
        implements RcsContent {

    /** Picture above the text, or beside it. */
    public enum Orientation {
        VERTICAL,
        HORIZONTAL
    }

    /** Side of the picture in a horizontal card. */
    public enum ImageAlignment {
        LEFT,
        RIGHT
    }

    public RcsRichCard {
        orientation = orientation == null ? Orientation.VERTICAL : orientation;
        imageAlignment = imageAlignment == null ? ImageAlignment.LEFT : imageAlignment;
        suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
    }

    @Override
    public RcsRichCard mapTexts(UnaryOperator<String> operator) {
        return new RcsRichCard(
                card == null ? null : card.mapTexts(operator),
                orientation,
                imageAlignment,
                RcsSuggestion.mapTexts(suggestions, operator));
    }

    @Override
    public List<ContentViolation> validate() {
        ContentViolations violations = new ContentViolations();
        if (card == null) {
            violations.add("card", "required", 0);
        } else {
            card.check("card", violations);
        }
        RcsSuggestion.check("suggestions", suggestions, MAX_SUGGESTIONS, violations);
        return violations.found();
    }

    @Override
    public String summary() {
        return card == null ? "" : Summary.of(card.title(), card.text());
    }
}
