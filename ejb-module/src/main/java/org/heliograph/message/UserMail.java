package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.channel.Channel;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Mails the platform's own words to users of a company, from the company's own e-mail sender. */
@ApplicationScoped
public class UserMail {

    private static final Logger LOG = Logger.getLogger(UserMail.class.getName());

    @Inject
    private SenderService senders;

    @Inject
    private MessageService messages;

    /** Sent if the present transaction succeeds. Without an e-mail sender nothing is sent, and the log says so. */
    public void send(long companyId, String email, EmailContent content) {
        Callers.runAs(Caller.engineOf(companyId), () -> {
            List<Sender> from = senders.listUsable(Channel.EMAIL);
            if (from.isEmpty()) {
                LOG.log(Level.WARNING, "Company {0} has no e-mail sender for mail to its users.", companyId);
                return;
            }
            messages.submit(new SubmitMessage(from.get(0), email, content, null, SubmitMessage.SYSTEM, false));
        });
    }
}
