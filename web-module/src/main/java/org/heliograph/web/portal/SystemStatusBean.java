package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.channel.Connections;
import org.heliograph.channel.SenderService;
import org.heliograph.message.Queues;

/** Why work does not move, if it does not: the broker, or a carrier of the company's senders. */
@Named("systemStatus")
@RequestScoped
public class SystemStatusBean {

    @Inject
    private Queues queues;

    @Inject
    private Connections connections;

    @Inject
    private SenderService senders;

    @Inject
    private Messages messages;

    private List<String> troubles;

    public String getTrouble() {
        return String.join(" ", troubles());
    }

    private List<String> troubles() {
        if (troubles == null) {
            troubles = new ArrayList<>();
            if (!queues.trouble().isEmpty()) {
                troubles.add(messages.text("frame.brokerAway"));
            }
            senders.accountsInUse().forEach((id, name) -> {
                if (!connections.state(id).up()) {
                    troubles.add(messages.text("frame.carrierAway", name));
                }
            });
        }
        return troubles;
    }
}
