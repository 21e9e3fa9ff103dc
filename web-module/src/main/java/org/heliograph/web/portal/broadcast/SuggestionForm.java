package org.heliograph.web.portal.broadcast;

import java.io.Serializable;
import org.heliograph.channel.RcsSuggestion;

/** A suggestion as it is edited: one kind, a label, and what the kind needs. */
public class SuggestionForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private Kind kind = Kind.REPLY;
    private String text;
    private String value;

    /** Kinds the constructor offers. */
    public enum Kind {
        REPLY,
        OPEN_URL,
        DIAL,
        SHOW_LOCATION,
        REQUEST_LOCATION
    }

    static SuggestionForm of(RcsSuggestion suggestion) {
        SuggestionForm form = new SuggestionForm();
        form.text = suggestion.text();
        if (suggestion instanceof RcsSuggestion.Reply reply) {
            form.kind = Kind.REPLY;
            form.value = reply.postback();
        } else if (suggestion instanceof RcsSuggestion.OpenUrl open) {
            form.kind = Kind.OPEN_URL;
            form.value = open.url();
        } else if (suggestion instanceof RcsSuggestion.Dial dial) {
            form.kind = Kind.DIAL;
            form.value = dial.number();
        } else if (suggestion instanceof RcsSuggestion.ShowLocation show) {
            form.kind = Kind.SHOW_LOCATION;
            form.value = show.query();
        } else {
            form.kind = Kind.REQUEST_LOCATION;
        }
        return form;
    }

    RcsSuggestion toSuggestion() {
        return switch (kind) {
            case REPLY -> new RcsSuggestion.Reply(text, value);
            case OPEN_URL -> new RcsSuggestion.OpenUrl(text, value);
            case DIAL -> new RcsSuggestion.Dial(text, value, null);
            case SHOW_LOCATION -> new RcsSuggestion.ShowLocation(text, null, null, value, null, null);
            case REQUEST_LOCATION -> new RcsSuggestion.RequestLocation(text);
        };
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind kind) {
        this.kind = kind;
    }

    public Kind[] getKinds() {
        return Kind.values();
    }

    public boolean isValued() {
        return kind != Kind.REQUEST_LOCATION;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }
}
