package org.heliograph.web.portal.contact;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.contact.OptOutWordService;
import org.heliograph.contact.SaveOptOutWord;
import org.heliograph.contact.WordMeaning;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The opt-out words page: the table and its form. */
@Named
@ViewScoped
public class OptOutWordsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient OptOutWordService words;

    @Inject
    private transient SenderService senders;

    @Inject
    private SessionBean session;

    @Inject
    private Messages messages;

    private Grid grid;
    private Long id;
    private String word;
    private WordMeaning meaning = WordMeaning.OPT_OUT;
    private Channel channel = Channel.SMS;
    private Long senderId;
    private Long storedSenderId;
    private LocalDateTime from;
    private LocalDateTime till;

    @PostConstruct
    void open() {
        grid = reader.open("optOutWord");
    }

    public void startNew() {
        id = null;
        word = null;
        meaning = WordMeaning.OPT_OUT;
        channel = Channel.SMS;
        senderId = null;
        storedSenderId = null;
        from = LocalDateTime.now(session.getTimeZone()).withSecond(0).withNano(0);
        till = null;
    }

    public void edit(long chosen) {
        SaveOptOutWord stored = words.get(chosen);
        id = stored.id();
        word = stored.word();
        meaning = stored.meaning();
        channel = stored.channel();
        senderId = stored.senderId();
        storedSenderId = senderId;
        from = local(stored.from());
        till = local(stored.till());
    }

    public void save() {
        words.save(new SaveOptOutWord(
                id, word == null ? "" : word, meaning, channel, senderId, instant(from), instant(till)));
        messages.done("optOutWord.saved." + meaning, word);
        grid.refresh();
    }

    public void delete(long chosen, String text) {
        words.delete(chosen);
        messages.done("optOutWord.deleted", text);
        grid.refresh();
    }

    private LocalDateTime local(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, session.getTimeZone());
    }

    private Instant instant(LocalDateTime local) {
        return local == null ? null : local.atZone(session.getTimeZone()).toInstant();
    }

    /** With the word's own, blocked or not: without it, saving would make the word one of the whole channel. */
    public List<Sender> getSenders() {
        return channel == null ? List.of() : senders.listUsable(channel, storedSenderId);
    }

    public List<Channel> getChannels() {
        return List.of(Channel.SMS, Channel.RCS);
    }

    public Grid getGrid() {
        return grid;
    }

    public String getWord() {
        return word;
    }

    public void setWord(String word) {
        this.word = word;
    }

    public WordMeaning getMeaning() {
        return meaning;
    }

    public void setMeaning(WordMeaning meaning) {
        this.meaning = meaning;
    }

    public WordMeaning[] getMeanings() {
        return WordMeaning.values();
    }

    public Channel getChannel() {
        return channel;
    }

    public void setChannel(Channel channel) {
        this.channel = channel;
    }

    public Long getSenderId() {
        return senderId;
    }

    public void setSenderId(Long senderId) {
        this.senderId = senderId;
    }

    public LocalDateTime getFrom() {
        return from;
    }

    public void setFrom(LocalDateTime from) {
        this.from = from;
    }

    public LocalDateTime getTill() {
        return till;
    }

    public void setTill(LocalDateTime till) {
        this.till = till;
    }
}
