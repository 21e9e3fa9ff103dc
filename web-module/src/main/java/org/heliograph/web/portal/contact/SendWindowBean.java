package org.heliograph.web.portal.contact;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.message.SendWindow;
import org.heliograph.message.SendWindowService;
import org.heliograph.web.portal.HoursForm;
import org.heliograph.web.portal.Messages;

/** The company's sending hours, on the page of its limits. */
@Named
@ViewScoped
public class SendWindowBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SendWindowService windows;

    @Inject
    private Messages messages;

    private final HoursForm hours = new HoursForm(LocalTime.of(8, 0), LocalTime.of(21, 0));
    private List<String> channels = new ArrayList<>(List.of(Channel.SMS.name(), Channel.RCS.name()));

    @PostConstruct
    void open() {
        windows.find().ifPresent(window -> {
            hours.load(window.hours());
            channels = window.channels().stream().map(Channel::name).toList();
        });
    }

    public void save() {
        if (!hours.isLimited()) {
            windows.delete();
            messages.done("sendWindow.lifted");
            return;
        }
        windows.save(new SendWindow(
                hours.toHours(), channels.stream().map(Channel::valueOf).collect(Collectors.toSet())));
        messages.done("sendWindow.saved");
    }

    public List<String> getUsableChannels() {
        return Stream.of(Channel.SMS, Channel.RCS, Channel.EMAIL)
                .map(Channel::name)
                .toList();
    }

    public HoursForm getHours() {
        return hours;
    }

    public List<String> getChannels() {
        return channels;
    }

    public void setChannels(List<String> channels) {
        this.channels = channels;
    }
}
