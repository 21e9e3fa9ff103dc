package org.heliograph.web.portal.contact;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.message.SendWindow;
import org.heliograph.message.SendWindowService;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;

/** The sending hours page. */
@Named
@ViewScoped
public class SendWindowBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SendWindowService windows;

    @Inject
    private SessionBean session;

    @Inject
    private Messages messages;

    private boolean limited;
    private LocalTime from = LocalTime.of(8, 0);
    private LocalTime till = LocalTime.of(21, 0);
    private List<String> days =
            Stream.of(DayOfWeek.values()).map(DayOfWeek::name).toList();
    private List<String> channels = new ArrayList<>(List.of(Channel.SMS.name(), Channel.RCS.name()));

    @PostConstruct
    void open() {
        windows.find().ifPresent(window -> {
            limited = true;
            from = window.from();
            till = window.till();
            days = window.days().stream().map(DayOfWeek::name).toList();
            channels = window.channels().stream().map(Channel::name).toList();
        });
    }

    public void save() {
        if (!limited) {
            windows.delete();
            messages.done("sendWindow.lifted");
            return;
        }
        // the home zone is the company's, whatever is given here
        windows.save(new SendWindow(
                from,
                till,
                days.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()),
                channels.stream().map(Channel::valueOf).collect(Collectors.toSet()),
                ZoneOffset.UTC));
        messages.done("sendWindow.saved");
    }

    public Map<String, String> getDayNames() {
        Map<String, String> names = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            names.put(day.getDisplayName(TextStyle.SHORT_STANDALONE, session.getLocale()), day.name());
        }
        return names;
    }

    public List<String> getUsableChannels() {
        return Stream.of(Channel.SMS, Channel.RCS, Channel.EMAIL)
                .map(Channel::name)
                .toList();
    }

    public boolean isLimited() {
        return limited;
    }

    public void setLimited(boolean limited) {
        this.limited = limited;
    }

    public LocalTime getFrom() {
        return from;
    }

    public void setFrom(LocalTime from) {
        this.from = from;
    }

    public LocalTime getTill() {
        return till;
    }

    public void setTill(LocalTime till) {
        this.till = till;
    }

    public List<String> getDays() {
        return days;
    }

    public void setDays(List<String> days) {
        this.days = days;
    }

    public List<String> getChannels() {
        return channels;
    }

    public void setChannels(List<String> channels) {
        this.channels = channels;
    }
}
