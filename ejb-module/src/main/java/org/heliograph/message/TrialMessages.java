package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.account.Trial;
import org.heliograph.account.TrialTerms;
import org.heliograph.channel.Channel;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/**
 * Holds a company on trial to the messages its trial includes. Nothing is booked: what is used up is counted from the
 * messages there are, and those that running broadcasts may still become. A long SMS is as many as it has parts, which
 * are known once it is sent.
 */
@ApplicationScoped
public class TrialMessages {

    /** A failed message was never taken by a carrier; the platform's own mails are not the company's. */
    private static final String USED =
            """
            select (select coalesce(sum(m.parts), 0) from message m
                    where m.company_id = :company and m.channel = :channel and m.direction = 'MT'
                      and m.traffic <> 'SYSTEM' and m.state <> 'FAILED')
                 + (select count(*) from broadcast b
                    join broadcast_step s on s.broadcast_id = b.id and s.channel = :channel
                    join recipient r on r.broadcast_id = b.id and r.state in ('PENDING', 'WAITING')
                    where b.company_id = :company and b.status in ('IN_PROGRESS', 'SENT', 'PAUSED')
                      and (s.position > r.step or s.position = r.step and (r.message_id is null
                           or not exists (select from message m where m.id = r.message_id))))
            """;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Trial trial;

    /**
     * To be asked before messages are added, or before a broadcast starts, in the same transaction.
     *
     * @throws ConflictException if the company's trial does not include so many more, or is over
     */
    public void admit(Channel channel, long wanted) {
        trial.claim().filter(terms -> limits(channel)).ifPresent(terms -> {
            long left = left(terms, channel);
            if (wanted > left) {
                throw new ConflictException(
                        channel == Channel.SMS ? "trial_sms" : "trial_emails", null, wanted, Math.max(0, left));
            }
        });
    }

    /** The trial is about SMS and e-mails. */
    private static boolean limits(Channel channel) {
        return channel == Channel.SMS || channel == Channel.EMAIL;
    }

    long left(TrialTerms terms, Channel channel) {
        int included = channel == Channel.SMS ? terms.sms() : terms.emails();
        return included
                - jdbi.withHandle(handle -> handle.createQuery(USED)
                        .bind("company", Callers.get().company())
                        .bind("channel", channel.name())
                        .mapTo(Long.class)
                        .one());
    }
}
