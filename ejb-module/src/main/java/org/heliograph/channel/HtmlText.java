package org.heliograph.channel;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML to the plain text that stands beside it in an e-mail, and plain text to HTML. */
public final class HtmlText {

    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("copy", "©"),
            Map.entry("reg", "®"),
            Map.entry("euro", "€"),
            Map.entry("mdash", "—"),
            Map.entry("ndash", "–"),
            Map.entry("hellip", "…"));

    private HtmlText() {}

    /** The text with the five characters that mean something in HTML replaced; safe in attribute values too. */
    public static String escape(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            String entity =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        case '\'' -> "&#39;";
                        default -> null;
                    };
            if (entity != null && out == null) {
                out = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (out != null) {
                if (entity == null) {
                    out.append(text.charAt(i));
                } else {
                    out.append(entity);
                }
            }
        }
        return out == null ? text : out.toString();
    }

    /** What a reader without HTML sees: paragraphs as lines, list items with dashes, links followed by their address. */
    public static String plain(String html) {
        return tidy(unescape(new HtmlReader(html).read()));
    }

    /** One blank at most between words, none at the ends of lines, and one empty line at most between paragraphs. */
    private static String tidy(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int breaks = 0;
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                breaks++;
            } else if (c == ' ' || c == '\t') {
                blank = true;
            } else {
                if (breaks > 0) {
                    out.append(breaks == 1 ? "\n" : "\n\n");
                } else if (blank) {
                    out.append(' ');
                }
                out.append(c);
                breaks = 0;
                blank = false;
            }
        }
        return out.toString().strip();
    }

    private static String unescape(String text) {
        return ENTITY.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(character(match.group(1), match.group())));
    }

    private static String character(String entity, String original) {
        if (entity.charAt(0) != '#') {
            return ENTITIES.getOrDefault(entity, original);
        }
        boolean hex = entity.length() > 1 && (entity.charAt(1) == 'x' || entity.charAt(1) == 'X');
        String digits = entity.substring(hex ? 2 : 1);
        if (digits.isEmpty() || (!hex && !digits.chars().allMatch(Character::isDigit))) {
            return original;
        }
        int code = Integer.parseInt(digits, hex ? 16 : 10);
        return Character.isValidCodePoint(code) ? Character.toString(code) : original;
    }
}
