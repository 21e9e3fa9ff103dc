package org.heliograph.channel;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML to the plain text that stands beside it in an e-mail, and plain text to HTML. */
public final class HtmlText {

    private static final Pattern HIDDEN =
            Pattern.compile("(?is)<(script|style|head|title)\\b[^>]*+>.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern LINK =
            Pattern.compile("(?is)<a\\b[^>]*?\\bhref\\s*=\\s*[\"']([^\"'>]*+)[\"'][^>]*+>(.*?)</a\\s*>");
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\b[^>]*+>|</(?:p|div|h[1-6]|li|tr|table|ul|ol)\\s*>");
    private static final Pattern ITEM = Pattern.compile("(?i)<li\\b[^>]*+>");
    private static final Pattern TAG = Pattern.compile("<[^>]*+>");
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
        String text = HIDDEN.matcher(html).replaceAll("").replaceAll("\\s+", " ");
        text = LINK.matcher(text)
                .replaceAll(link -> Matcher.quoteReplacement(
                        link.group(2).contains(link.group(1))
                                ? link.group(2)
                                : link.group(2) + " (" + link.group(1) + ")"));
        text = ITEM.matcher(text).replaceAll("- ");
        text = BREAK.matcher(text).replaceAll("\n");
        text = unescape(TAG.matcher(text).replaceAll(""));
        return text.replaceAll("[ \\t]*\\n[ \\t]*", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .replaceAll(" {2,}", " ")
                .strip();
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
