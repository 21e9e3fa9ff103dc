package org.heliograph.channel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A message content whose texts were read once, to be rendered for many recipients. Values in e-mail HTML are escaped,
 * elsewhere they are taken as they are. Immutable.
 */
public final class ContentTemplate {

    private final MessageContent content;
    private final Map<String, Template> templates = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final boolean plain;

    private ContentTemplate(MessageContent content) {
        this.content = content;
        content.mapTexts(text -> {
            Template template = templates.computeIfAbsent(text, Template::compile);
            names.addAll(template.names());
            return text;
        });
        plain = names.isEmpty();
    }

    public static ContentTemplate of(MessageContent content) {
        return new ContentTemplate(content);
    }

    /** Names of the attributes used, each once, without {@code attribute.}. */
    public Set<String> names() {
        return Set.copyOf(names);
    }

    /** Names used that are not among the allowed. */
    public Set<String> unknown(Set<String> allowed) {
        Set<String> unknown = new HashSet<>(names);
        unknown.removeAll(allowed);
        return unknown;
    }

    /**
     * The message for one recipient.
     *
     * @param values the value of a name, null or empty if there is none
     * @param missing told each name that had neither value nor default
     */
    public MessageContent render(Function<String, String> values, Consumer<String> missing) {
        if (plain) {
            return content;
        }
        return content.mapTexts(
                text -> templates.get(text).render(values, missing),
                text -> templates.get(text).renderHtml(values, missing));
    }
}
