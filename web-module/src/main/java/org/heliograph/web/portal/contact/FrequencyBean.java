package org.heliograph.web.portal.contact;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.message.FrequencyPolicy;
import org.heliograph.message.FrequencyService;
import org.heliograph.web.portal.Messages;

/** The page on which a company limits how often it writes to a contact. */
@Named
@ViewScoped
public class FrequencyBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient FrequencyService frequency;

    @Inject
    private Messages messages;

    private final List<CapForm> caps =
            Stream.of(Channel.SMS, Channel.RCS, Channel.EMAIL).map(CapForm::new).toList();
    private boolean coversApi;
    private boolean mayBeIgnored;

    @PostConstruct
    void open() {
        FrequencyPolicy policy = frequency.get();
        policy.caps().forEach(cap -> caps.stream()
                .filter(form -> form.getChannel() == cap.channel())
                .forEach(form -> form.load(cap)));
        coversApi = policy.coversApi();
        mayBeIgnored = policy.mayBeIgnored();
    }

    public void save() {
        frequency.save(new FrequencyPolicy(
                caps.stream()
                        .filter(form -> form.getMessages() != null)
                        .map(CapForm::toCap)
                        .toList(),
                coversApi,
                mayBeIgnored));
        messages.done("frequency.saved");
    }

    public List<CapForm> getCaps() {
        return caps;
    }

    public boolean isCoversApi() {
        return coversApi;
    }

    public void setCoversApi(boolean coversApi) {
        this.coversApi = coversApi;
    }

    public boolean isMayBeIgnored() {
        return mayBeIgnored;
    }

    public void setMayBeIgnored(boolean mayBeIgnored) {
        this.mayBeIgnored = mayBeIgnored;
    }
}
