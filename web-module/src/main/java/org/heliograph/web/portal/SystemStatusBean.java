package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.channel.Connections;
import org.heliograph.channel.ProviderConnection.ConnectionState;
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
    private List<String> details;

    public String getTrouble() {
        return String.join(" ", troubles());
    }

    /** What the parts themselves say, for whoever mends it. */
    public List<String> getDetails() {
        troubles();
        return details;
    }

    private List<String> troubles() {
        if (troubles == null) {
            troubles = new ArrayList<>();
            details = new ArrayList<>();
            if (!queues.trouble().isEmpty()) {
                troubles.add(messages.text("frame.brokerAway"));
                details.add(queues.trouble());
            }
            senders.accountsInUse().forEach((id, name) -> {
                ConnectionState state = connections.state(id);
                if (!state.equals(ConnectionState.UP)) {
                    troubles.add(messages.text(state.up() ? "frame.carrierSendsOnly" : "frame.carrierAway", name));
                    details.add(state.detail());
                }
            });
        }
        return troubles;
    }
}
