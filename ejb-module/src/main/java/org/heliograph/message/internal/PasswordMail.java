package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.account.PasswordResetRequested;
import org.heliograph.channel.Channel;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.HtmlText;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.message.MessageService;
import org.heliograph.message.SubmitMessage;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Mails the link to a new password, from the company's own e-mail sender. */
@ApplicationScoped
public class PasswordMail {

    private static final Logger LOG = Logger.getLogger(PasswordMail.class.getName());

    @Inject
    private SenderService senders;

    @Inject
    private MessageService messages;

    void requested(@Observes(during = TransactionPhase.BEFORE_COMPLETION) PasswordResetRequested event) {
        Callers.runAs(Caller.engineOf(event.companyId()), () -> {
            List<Sender> from = senders.listUsable(Channel.EMAIL);
            if (from.isEmpty()) {
                LOG.log(Level.WARNING, "Company {0} has no e-mail sender for password links.", event.companyId());
                return;
            }
            messages.submit(new SubmitMessage(from.get(0), event.email(), content(event), null, "SYSTEM", false));
        });
    }

    private static EmailContent content(PasswordResetRequested event) {
        String link = Setting.ADDRESS.get() + "/new-password.xhtml?token=" + event.token();
        boolean spanish = "es".equals(event.language());
        String subject = spanish ? "Nueva contraseña de Heliograph" : "Your new Heliograph password";
        String text = spanish
                ? "Elija una contraseña nueva con este enlace. Vale 30 minutos y una sola vez."
                : "Choose a new password with this link. It is good for 30 minutes and for one use.";
        String html = "<p>" + HtmlText.escape(event.fullName()) + ",</p><p>" + text + "</p><p><a href=\"" + link + "\">"
                + link + "</a></p>";
        return new EmailContent(subject, null, html, null);
    }
}
