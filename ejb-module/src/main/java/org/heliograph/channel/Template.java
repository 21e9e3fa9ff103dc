package org.heliograph.channel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders, read once and rendered for many recipients. The canonical placeholder is {@code
 * {{attribute.name}}}, {@code {{name}}} its short form, and {@code {{attribute.name|default}}} gives what a contact
 * without a value reads. Names hold letters of any script, digits, {@code _ . -} and single spaces between words.
 * Braces that form no placeholder are ordinary text. Immutable.
 */
public final class Template {

    private static final String PREFIX = "attribute.";
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\{\\{ *([\\p{L}\\p{M}\\p{N}_.\\-]++(?: [\\p{L}\\p{M}\\p{N}_.\\-]++)*+) *(?:\\|([^{}]*+))?}}");

    private final List<Segment> segments;
    private final int length;

    private Template(List<Segment> segments, int length) {
        this.segments = List.copyOf(segments);
        this.length = length;
    }

    /** Plain text, or (name not null) a placeholder with its default. */
    private record Segment(String name, String text) {}

    public static Template compile(String text) {
        List<Segment> segments = new ArrayList<>();
        int end = 0;
        if (text.contains("{{")) {
            Matcher matcher = PLACEHOLDER.matcher(text);
            while (matcher.find()) {
                if (matcher.start() > end) {
                    segments.add(new Segment(null, text.substring(end, matcher.start())));
                }
                String fallback =
                        matcher.group(2) == null ? "" : matcher.group(2).strip();
                segments.add(new Segment(canonical(matcher.group(1)), fallback));
                end = matcher.end();
            }
        }
        if (end < text.length()) {
            segments.add(new Segment(null, text.substring(end)));
        }
        return new Template(segments, text.length());
    }

    /** The name without {@code attribute.}, as values are looked up. */
    public static String canonical(String name) {
        return name.startsWith(PREFIX) && name.length() > PREFIX.length() ? name.substring(PREFIX.length()) : name;
    }

    /**
     * Regular expression of PostgreSQL for the placeholders of a name in JSON, whose texts escape quotes but no braces. Its
     * groups are what stands before {@code attribute.}, that, and what stands after the name.
     */
    public static String jsonPattern(String name) {
        return "(\\{\\{ *)(attribute\\.)" + (name.startsWith(PREFIX) ? "" : "?") + name.replace(".", "\\.")
                + "( *(?:\\|(?:[^{}\"\\\\]|\\\\.)*)?\\}\\})";
    }

    /** What regexp_replace of PostgreSQL takes to rename placeholders in JSON; short ones stay short where they can. */
    public static Renaming renaming(String before, String after) {
        return new Renaming(jsonPattern(before), "\\1" + (after.startsWith(PREFIX) ? PREFIX : "\\2") + after + "\\3");
    }

    /** See {@link #renaming}. */
    public record Renaming(String pattern, String replacement) {}

    /** Names used, each once, in order, without {@code attribute.}. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        segments.stream().filter(s -> s.name != null).forEach(s -> names.add(s.name));
        return names;
    }

    /** Names used that are not among the allowed. */
    public Set<String> unknown(Set<String> allowed) {
        Set<String> names = names();
        names.removeAll(allowed);
        return names;
    }

    public boolean isPlain() {
        return segments.stream().allMatch(s -> s.name == null);
    }

    /**
     * @param values the value of a name, null or empty if there is none; then the default is taken, else nothing
     * @param missing told each name that had neither value nor default
     */
    public String render(Function<String, String> values, Consumer<String> missing) {
        return render(values, missing, UnaryOperator.identity());
    }

    /** Like {@link #render}, with values and defaults escaped for HTML text and attribute values. */
    public String renderHtml(Function<String, String> values, Consumer<String> missing) {
        return render(values, missing, HtmlText::escape);
    }

    private String render(Function<String, String> values, Consumer<String> missing, UnaryOperator<String> escape) {
        if (segments.size() == 1 && segments.get(0).name == null) {
            return segments.get(0).text;
        }
        StringBuilder out = new StringBuilder(length + 32);
        for (Segment segment : segments) {
            if (segment.name == null) {
                out.append(segment.text);
                continue;
            }
            String value = values.apply(segment.name);
            if (value == null || value.isEmpty()) {
                value = segment.text;
                if (value.isEmpty()) {
                    missing.accept(segment.name);
                }
            }
            out.append(escape.apply(value));
        }
        return out.toString();
    }
}
