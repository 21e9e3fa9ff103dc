package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.heliograph.account.PasswordResetRequested;
import org.heliograph.channel.EmailContent;
import org.heliograph.message.UserMail;

/** Mails the link to a new password, from the company's own e-mail sender. */
@ApplicationScoped
public class PasswordMail {

    @Inject
    private UserMail mail;

    void requested(@Observes(during = TransactionPhase.BEFORE_COMPLETION) PasswordResetRequested event) {
        mail.send(event.companyId(), event.email(), content(event));
    }

    private static EmailContent content(PasswordResetRequested event) {
        boolean spanish = "es".equals(event.language());
        String subject = spanish ? "Nueva contraseña de Heliograph" : "Your new Heliograph password";
        String text = spanish
                ? "Elija una contraseña nueva con este enlace. Vale 30 minutos y una sola vez."
                : "Choose a new password with this link. It is good for 30 minutes and for one use.";
        return LinkMail.of(subject, event.fullName(), text, "/new-password.xhtml?token=" + event.token());
    }
}
