package org.heliograph.channel;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the tags out of HTML and leaves line breaks, dashes and addresses in their place. One pass, since anybody may have
 * written it: what is left open costs no more than what is closed, and an end that was not found once is not looked for again.
 */
final class HtmlReader {

    private static final Set<String> HIDDEN = Set.of("script", "style", "head", "title");
    private static final Set<String> BREAKING =
            Set.of("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "ul", "ol");
    private static final Pattern HREF = Pattern.compile("(?i)\\bhref\\s*=\\s*[\"']([^\"'>]*+)[\"']");
    /** A longer address is not looked for in its link's text. */
    private static final int MAX_ADDRESS = 1_000;

    private final String html;
    private final StringBuilder text;
    private final Set<String> absent = new HashSet<>();
    private int at;
    /** Of the link that is open, null if none is. */
    private String address;

    private int linkText;

    HtmlReader(String html) {
        this.html = html;
        this.text = new StringBuilder(html.length());
    }

    /** What is between the tags, with its entities; white space is blanks, as many as there were. Once only. */
    String read() {
        for (int open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
            words(html, at, open);
            at = open;
            markup();
        }
        words(html, at, html.length());
        return text.toString();
    }

    private void markup() {
        int comment = html.startsWith("<!--", at) ? find("-->", at + 4) : -1;
        int end = find(">", at);
        if (comment >= 0) {
            at = comment + 3;
        } else if (end >= 0 && beginsTag(html.charAt(at + 1))) {
            tag(at, end);
        } else {
            text.append(html.charAt(at++));
        }
    }

    /** As browsers see it; any other {@code <} stands for itself. */
    private static boolean beginsTag(char next) {
        return Character.isLetter(next) || next == '/' || next == '!' || next == '?';
    }

    private void tag(int start, int end) {
        at = end + 1;
        if (html.charAt(start + 1) == '/') {
            closingTag(name(start + 2));
            return;
        }
        String name = name(start + 1);
        if (HIDDEN.contains(name)) {
            skipTo(name);
            return;
        }
        switch (name) {
            case "br" -> text.append('\n');
            case "li" -> text.append("- ");
            case "a" -> openLink(start, end);
            default -> {}
        }
    }

    private void closingTag(String name) {
        if (name.equals("a")) {
            closeLink();
        } else if (BREAKING.contains(name)) {
            text.append('\n');
        }
    }

    /** Behind the element, if it is closed at all. */
    private void skipTo(String name) {
        int close = absent.contains(name) ? -1 : html.indexOf("</", at);
        while (close >= 0 && !name.equals(name(close + 2))) {
            close = html.indexOf("</", close + 2);
        }
        int end = close < 0 ? -1 : find(">", close);
        if (end < 0) {
            absent.add(name);
        } else {
            at = end + 1;
        }
    }

    private void openLink(int start, int end) {
        Matcher href = HREF.matcher(html).region(start, end);
        if (address == null && href.find()) {
            address = href.group(1);
            linkText = text.length();
        }
    }

    /** The address follows the link's text, unless it is in it. */
    private void closeLink() {
        if (address == null) {
            return;
        }
        if (address.length() > MAX_ADDRESS || !text.substring(linkText).contains(address)) {
            text.append(" (");
            words(address, 0, address.length());
            text.append(')');
        }
        address = null;
    }

    private int find(String mark, int from) {
        int found = absent.contains(mark) ? -1 : html.indexOf(mark, from);
        if (found < 0) {
            absent.add(mark);
        }
        return found;
    }

    private String name(int from) {
        int to = from;
        while (to < html.length() && (Character.isLetterOrDigit(html.charAt(to)) || html.charAt(to) == '-')) {
            to++;
        }
        return html.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private void words(String source, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            text.append(c == '\n' || c == '\r' || c == '\t' || c == '\f' ? ' ' : c);
        }
    }
}
