package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.account.RegistrationRequested;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.SenderService;
import org.heliograph.message.UserMail;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Mails the link that confirms a registration, from the company whose e-mail sender the setting names. */
@ApplicationScoped
public class RegistrationMail {

    private static final Logger LOG = Logger.getLogger(RegistrationMail.class.getName());

    @Inject
    private SenderService senders;

    @Inject
    private UserMail mail;

    void requested(@Observes(during = TransactionPhase.BEFORE_COMPLETION) RegistrationRequested event) {
        String sender = Setting.REGISTRATION_SENDER.get();
        Callers.callAs(Caller.SYSTEM, () -> senders.findCompanyOfEmail(sender))
                .ifPresentOrElse(
                        company -> mail.send(company, event.email(), content(event)),
                        () -> LOG.log(Level.SEVERE, "No e-mail sender has the address {0}.", sender));
    }

    private static EmailContent content(RegistrationRequested event) {
        boolean spanish = "es".equals(event.language());
        String subject = spanish ? "Confirme su registro en Heliograph" : "Confirm your registration at Heliograph";
        String text = spanish
                ? "Confirme su correo con este enlace. Vale 24 horas y una sola vez."
                : "Confirm your e-mail address with this link. It is good for 24 hours and for one use.";
        return LinkMail.of(subject, event.fullName(), text, "/confirm.xhtml?token=" + event.token());
    }
}
