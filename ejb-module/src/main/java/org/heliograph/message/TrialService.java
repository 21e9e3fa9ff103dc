package org.heliograph.message;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.account.Trial;
import org.heliograph.channel.Channel;
import org.heliograph.platform.tenancy.Tenanted;

/** Tells what remains of the calling company's trial. */
@Stateless
@Tenanted
public class TrialService {

    @Inject
    private Trial trial;

    @Inject
    private TrialMessages messages;

    @Inject
    private Clock clock;

    /** What a company on trial may still do. */
    public record Remainder(long sms, long emails, long contacts, Instant until, boolean over) {}

    /** Empty without a trial. */
    public Optional<Remainder> find() {
        return trial.find()
                .map(terms -> new Remainder(
                        Math.max(0, messages.left(terms, Channel.SMS)),
                        Math.max(0, messages.left(terms, Channel.EMAIL)),
                        terms.contacts() - trial.countContacts(terms.contacts()),
                        terms.until(),
                        terms.isOverAt(clock.instant())));
    }
}
