package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cards side by side.
 *
 * @param cards 2 to 12; Google RBM takes 10 at most, which its provider checks
 * @param width of every card, null for MEDIUM
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RcsCarousel(List<RcsCard> cards, Width width, List<RcsSuggestion> suggestions) implements RcsContent {

    static final int MIN_CARDS = 2;
    static final int MAX_CARDS = 12;

    /** 180 and 296 device-independent pixels. */
    public enum Width {
        SMALL,
        MEDIUM
    }

    public RcsCarousel {
        cards = cards == null ? List.of() : List.copyOf(cards);
        width = width == null ? Width.MEDIUM : width;
        suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
    }

    @Override
    public RcsCarousel mapTexts(UnaryOperator<String> operator) {
        return new RcsCarousel(
                cards.stream().map(card -> card.mapTexts(operator)).toList(),
                width,
                RcsSuggestion.mapTexts(suggestions, operator));
    }

    @Override
    public List<ContentViolation> validate() {
        ContentViolations violations = new ContentViolations().most("cards", cards, MAX_CARDS);
        if (cards.size() < MIN_CARDS) {
            violations.add("cards", "too_few", MIN_CARDS);
        }
        for (int i = 0; i < cards.size(); i++) {
            String path = "cards[" + i + "]";
            cards.get(i).check(path, violations);
            RcsMedia media = cards.get(i).media();
            if (width == Width.SMALL && media != null && media.height() == RcsMedia.Height.TALL) {
                violations.add(path + ".media.height", "not_in_small_cards", 0);
            }
        }
        RcsSuggestion.check("suggestions", suggestions, MAX_SUGGESTIONS, violations);
        return violations.found();
    }

    @Override
    public String summary() {
        return Summary.of(cards.stream()
                .map(card -> Summary.of(card.title(), card.text()))
                .toArray(String[]::new));
    }
}
