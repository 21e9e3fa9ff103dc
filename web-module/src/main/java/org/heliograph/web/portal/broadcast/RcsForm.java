package org.heliograph.web.portal.broadcast;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.RcsCard;
import org.heliograph.channel.RcsFile;
import org.heliograph.channel.RcsMedia;
import org.heliograph.channel.RcsRichCard;
import org.heliograph.channel.RcsSuggestion;
import org.heliograph.channel.RcsText;

/** An RCS message as it is edited: a text, a file, or a rich card with suggestions inside and outside. */
public class RcsForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private Format format = Format.CARD;
    private String text;
    private String cardTitle;
    private String cardText;
    private String mediaUrl;
    private String fileUrl;
    private RcsMedia.Height height = RcsMedia.Height.MEDIUM;
    private RcsRichCard.Orientation orientation = RcsRichCard.Orientation.VERTICAL;
    private List<SuggestionForm> cardSuggestions = new ArrayList<>();
    private List<SuggestionForm> suggestions = new ArrayList<>();

    /** What the message is. */
    public enum Format {
        CARD,
        TEXT,
        FILE
    }

    void load(MessageContent content) {
        if (content instanceof RcsText rcs) {
            format = Format.TEXT;
            text = rcs.text();
            suggestions = forms(rcs.suggestions());
        } else if (content instanceof RcsFile rcs) {
            format = Format.FILE;
            fileUrl = rcs.file().url();
            suggestions = forms(rcs.suggestions());
        } else if (content instanceof RcsRichCard rcs) {
            cardTitle = rcs.card().title();
            cardText = rcs.card().text();
            orientation = rcs.orientation();
            cardSuggestions = forms(rcs.card().suggestions());
            suggestions = forms(rcs.suggestions());
            if (rcs.card().media() != null) {
                mediaUrl = rcs.card().media().url();
                height = rcs.card().media().height();
            }
        }
    }

    MessageContent toContent() {
        if (format == Format.TEXT) {
            return new RcsText(text, toSuggestions(suggestions));
        }
        if (format == Format.FILE) {
            return new RcsFile(new RcsFile.File(fileUrl, null), toSuggestions(suggestions));
        }
        RcsMedia media = mediaUrl == null ? null : new RcsMedia(mediaUrl, null, height);
        return new RcsRichCard(
                new RcsCard(cardTitle, cardText, media, toSuggestions(cardSuggestions)),
                orientation,
                null,
                toSuggestions(suggestions));
    }

    private static List<SuggestionForm> forms(List<RcsSuggestion> suggestions) {
        return new ArrayList<>(suggestions.stream().map(SuggestionForm::of).toList());
    }

    private static List<RcsSuggestion> toSuggestions(List<SuggestionForm> forms) {
        return forms.stream().map(SuggestionForm::toSuggestion).toList();
    }

    public void addCardSuggestion() {
        cardSuggestions.add(new SuggestionForm());
    }

    public void addSuggestion() {
        suggestions.add(new SuggestionForm());
    }

    public void remove(SuggestionForm suggestion) {
        cardSuggestions.remove(suggestion);
        suggestions.remove(suggestion);
    }

    public Format getFormat() {
        return format;
    }

    public void setFormat(Format format) {
        this.format = format;
    }

    public Format[] getFormats() {
        return Format.values();
    }

    public String getFileUrl() {
        return fileUrl;
    }

    public void setFileUrl(String fileUrl) {
        this.fileUrl = fileUrl;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getCardTitle() {
        return cardTitle;
    }

    public void setCardTitle(String cardTitle) {
        this.cardTitle = cardTitle;
    }

    public String getCardText() {
        return cardText;
    }

    public void setCardText(String cardText) {
        this.cardText = cardText;
    }

    public String getMediaUrl() {
        return mediaUrl;
    }

    public void setMediaUrl(String mediaUrl) {
        this.mediaUrl = mediaUrl;
    }

    public RcsMedia.Height getHeight() {
        return height;
    }

    public void setHeight(RcsMedia.Height height) {
        this.height = height;
    }

    public RcsMedia.Height[] getHeights() {
        return RcsMedia.Height.values();
    }

    public RcsRichCard.Orientation getOrientation() {
        return orientation;
    }

    public void setOrientation(RcsRichCard.Orientation orientation) {
        this.orientation = orientation;
    }

    public RcsRichCard.Orientation[] getOrientations() {
        return RcsRichCard.Orientation.values();
    }

    public List<SuggestionForm> getCardSuggestions() {
        return cardSuggestions;
    }

    public List<SuggestionForm> getSuggestions() {
        return suggestions;
    }
}
