package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one card shows, alone or in a carousel. Needs a title, a text or a picture.
 *
 * @param suggestions inside the card, at most four
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RcsCard(String title, String text, RcsMedia media, List<RcsSuggestion> suggestions) {

    static final int MAX_TITLE = 200;
    static final int MAX_TEXT = 2000;
    static final int MAX_SUGGESTIONS = 4;

    public RcsCard {
        suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
    }

    RcsCard mapTexts(UnaryOperator<String> operator) {
        RcsMedia mapped = media == null || media.url() == null
                ? media
                : new RcsMedia(operator.apply(media.url()), media.thumbnailUrl(), media.height());
        return new RcsCard(
                title == null ? null : operator.apply(title),
                text == null ? null : operator.apply(text),
                mapped,
                RcsSuggestion.mapTexts(suggestions, operator));
    }

    void check(String path, ContentViolations violations) {
        violations.longest(path + ".title", title, MAX_TITLE).longest(path + ".text", text, MAX_TEXT);
        if (media != null) {
            violations
                    .required(path + ".media.url", media.url())
                    .web(path + ".media.url", media.url())
                    .web(path + ".media.thumbnailUrl", media.thumbnailUrl());
        }
        boolean blank = (title == null || title.isBlank()) && (text == null || text.isBlank());
        if (blank && media == null) {
            violations.add(path, "required", 0);
        }
        RcsSuggestion.check(path + ".suggestions", suggestions, MAX_SUGGESTIONS, violations);
    }
}
