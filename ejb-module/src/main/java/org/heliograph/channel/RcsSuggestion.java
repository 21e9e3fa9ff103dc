package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A button: a reply that is sent back to us, or an action of the device. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RcsSuggestion.Reply.class, name = "reply"),
    @JsonSubTypes.Type(value = RcsSuggestion.OpenUrl.class, name = "open_url"),
    @JsonSubTypes.Type(value = RcsSuggestion.Dial.class, name = "dial"),
    @JsonSubTypes.Type(value = RcsSuggestion.ShowLocation.class, name = "show_location"),
    @JsonSubTypes.Type(value = RcsSuggestion.RequestLocation.class, name = "request_location"),
    @JsonSubTypes.Type(value = RcsSuggestion.CalendarEvent.class, name = "calendar_event")
})
public sealed interface RcsSuggestion {

    int MAX_TEXT = 25;

    /** Google RBM: postback data up to 2,048 characters. */
    int MAX_POSTBACK = 2048;

    /** Label of the button. */
    String text();

    RcsSuggestion map(UnaryOperator<String> operator);

    /** Checks what only this kind has. */
    void check(String path, ContentViolations violations);

    /**
     * Sends its text back.
     *
     * @param postback data that comes back with the tap; null for the text
     */
    record Reply(String text, String postback) implements RcsSuggestion {
        @Override
        public Reply map(UnaryOperator<String> operator) {
            return new Reply(apply(operator, text), apply(operator, postback));
        }

        @Override
        public void check(String path, ContentViolations violations) {
            violations.longest(path + ".postback", postback, MAX_POSTBACK);
        }
    }

    /** Opens a page in the browser. */
    record OpenUrl(String text, String url) implements RcsSuggestion {
        @Override
        public OpenUrl map(UnaryOperator<String> operator) {
            return new OpenUrl(apply(operator, text), apply(operator, url));
        }

        @Override
        public void check(String path, ContentViolations violations) {
            violations.required(path + ".url", url).web(path + ".url", url).longest(path + ".url", url, 2048);
        }
    }

    /**
     * Opens the dialler.
     *
     * @param fallbackUrl page or app for a device that cannot dial, null for none
     */
    record Dial(String text, String number, String fallbackUrl) implements RcsSuggestion {
        @Override
        public Dial map(UnaryOperator<String> operator) {
            return new Dial(apply(operator, text), apply(operator, number), apply(operator, fallbackUrl));
        }

        @Override
        public void check(String path, ContentViolations violations) {
            violations.required(path + ".number", number).phone(path + ".number", number);
        }
    }

    /**
     * Opens a map, at coordinates in decimal degrees or at what a query finds.
     *
     * @param label name of the pin
     * @param fallbackUrl another map, for a device without one; null for none
     */
    record ShowLocation(String text, Double latitude, Double longitude, String query, String label, String fallbackUrl)
            implements RcsSuggestion {
        @Override
        public ShowLocation map(UnaryOperator<String> operator) {
            return new ShowLocation(
                    apply(operator, text),
                    latitude,
                    longitude,
                    apply(operator, query),
                    apply(operator, label),
                    apply(operator, fallbackUrl));
        }

        @Override
        public void check(String path, ContentViolations violations) {
            boolean none = latitude == null && longitude == null;
            if (none) {
                violations.required(path + ".query", query);
            } else if (latitude == null || Math.abs(latitude) > 90) {
                violations.add(path + ".latitude", "invalid_coordinates", 90);
            } else if (longitude == null || Math.abs(longitude) > 180) {
                violations.add(path + ".longitude", "invalid_coordinates", 180);
            }
        }
    }

    /** Asks for the recipient's position. */
    record RequestLocation(String text) implements RcsSuggestion {
        @Override
        public RequestLocation map(UnaryOperator<String> operator) {
            return new RequestLocation(apply(operator, text));
        }

        @Override
        public void check(String path, ContentViolations violations) {
            // Nothing but the label.
        }
    }

    /** Offers an entry for the calendar. */
    record CalendarEvent(String text, Instant start, Instant end, String title, String description, String fallbackUrl)
            implements RcsSuggestion {
        @Override
        public CalendarEvent map(UnaryOperator<String> operator) {
            return new CalendarEvent(
                    apply(operator, text),
                    start,
                    end,
                    apply(operator, title),
                    apply(operator, description),
                    apply(operator, fallbackUrl));
        }

        @Override
        public void check(String path, ContentViolations violations) {
            violations
                    .required(path + ".title", title)
                    .longest(path + ".title", title, 100)
                    .longest(path + ".description", description, 500);
            if (start == null) {
                violations.add(path + ".start", "required", 0);
            } else if (end == null || !end.isAfter(start)) {
                violations.add(path + ".end", "invalid_dates", 0);
            }
        }
    }

    static List<RcsSuggestion> mapTexts(List<RcsSuggestion> suggestions, UnaryOperator<String> operator) {
        return suggestions.stream().map(s -> s.map(operator)).toList();
    }

    static void check(String path, List<RcsSuggestion> suggestions, int limit, ContentViolations violations) {
        violations.most(path, suggestions, limit);
        for (int i = 0; i < suggestions.size(); i++) {
            RcsSuggestion suggestion = suggestions.get(i);
            String field = path + "[" + i + "]";
            violations
                    .required(field + ".text", suggestion.text())
                    .longest(field + ".text", suggestion.text(), MAX_TEXT);
            suggestion.check(field, violations);
        }
    }

    private static String apply(UnaryOperator<String> operator, String value) {
        return value == null ? null : operator.apply(value);
    }
}
