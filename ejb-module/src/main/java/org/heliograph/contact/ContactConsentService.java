package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.contact.internal.ConsentLog;
import org.heliograph.contact.internal.ContactRepository;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** What users do with a contact's consent, on the contact's behalf. Nothing is sent about it. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_CONTACTS)
public class ContactConsentService {

    @Inject
    private Jdbi jdbi;

    @Inject
    private ContactRepository contacts;

    @Inject
    private SenderService senders;

    @Inject
    private ConsentLog log;

    @Inject
    private Clock clock;

    /**
     * Opts the contact out by hand.
     *
     * @param senderId null for the whole channel
     * @throws InvalidException if no channel is chosen, the sender ID is not one of it, or it is so already
     */
    public void optOut(long contactId, Channel channel, Long senderId) {
        contacts.check(contactId);
        if (channel == null) {
            throw new InvalidException("consent_channel", "consentChannel");
        }
        if (senderId != null && senders.find(senderId).map(Sender::channel).orElse(null) != channel) {
            throw new InvalidException("sender_unknown", "consentSender", senderId);
        }
        jdbi.useHandle(handle -> {
            int added = handle.createUpdate(
                            "insert into opt_out (company_id, contact_id, channel, sender_id, created_at,"
                                    + " user_id) values (:company, :contact, :channel, :sender, :now::timestamptz, :user)"
                                    + " on conflict do nothing")
                    .bind("company", Callers.get().company())
                    .bind("contact", contactId)
                    .bind("channel", channel.name())
                    .bind("sender", senderId)
                    .bind("now", clock.instant().toString())
                    .bind("user", Callers.get().userId())
                    .execute();
            if (added == 0) {
                throw new InvalidException("consent_already", "consentChannel");
            }
            log.add(handle, new ConsentLog.Entry(contactId, channel, senderId, true, null, null));
        });
    }

    /** Lifts one of the contact's opt-outs; one that is gone already is left at that. */
    public void optIn(long contactId, long optOutId) {
        contacts.check(contactId);
        jdbi.useHandle(handle -> handle.createQuery("delete from opt_out where id = :id and contact_id = :contact"
                        + " and company_id = :company returning channel, sender_id")
                .bind("id", optOutId)
                .bind("contact", contactId)
                .bind("company", Callers.get().company())
                .map((row, context) -> new ConsentLog.Entry(
                        contactId, Channel.valueOf(row.getString(1)), row.getObject(2, Long.class), false, null, null))
                .findOne()
                .ifPresent(entry -> log.add(handle, entry)));
    }

    /**
     * The contact's opt-outs in force.
     *
     * @throws NotFoundException if there is no such contact
     */
    public List<ContactDetails.OptOut> optOuts(long contactId) {
        contacts.check(contactId);
        return contacts.optOuts(contactId);
    }

    /** The latest lines of the contact's consent log, the last one first. */
    public List<ConsentChange> latest(long contactId, int count) {
        return log.latest(contactId, count);
    }
}
