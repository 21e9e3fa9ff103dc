package org.heliograph.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Gathers what is wrong with a content, field by field. A value that starts with a placeholder has no known form. */
final class ContentViolations {

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{1,18}");

    private final List<ContentViolation> found = new ArrayList<>();

    List<ContentViolation> found() {
        return List.copyOf(found);
    }

    ContentViolations add(String field, String code, int limit) {
        found.add(new ContentViolation(field, code, limit));
        return this;
    }

    ContentViolations required(String field, String value) {
        return value == null || value.isBlank() ? add(field, "required", 0) : this;
    }

    ContentViolations longest(String field, String value, int limit) {
        return value != null && value.length() > limit ? add(field, "too_long", limit) : this;
    }

    ContentViolations most(String field, Collection<?> values, int limit) {
        return values.size() > limit ? add(field, "too_many", limit) : this;
    }

    /** A web address, if there is one at all. */
    ContentViolations web(String field, String value) {
        if (value == null || value.isBlank() || value.startsWith("{{")) {
            return this;
        }
        String lower = value.toLowerCase(java.util.Locale.ROOT);
        boolean web = lower.startsWith("http://") || lower.startsWith("https://");
        return web && value.indexOf(' ') < 0 ? this : add(field, "invalid_url", 0);
    }

    ContentViolations phone(String field, String value) {
        if (value == null || value.isBlank() || value.startsWith("{{")) {
            return this;
        }
        return PHONE.matcher(value).matches() ? this : add(field, "invalid_number", 0);
    }
}
