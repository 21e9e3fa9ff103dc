package org.heliograph.message.internal;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContents;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.SmsContent;
import org.heliograph.message.MessageReceived;
import org.heliograph.platform.Ids;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/**
 * Stores what contacts write. A valid number without a contact becomes one; a message from any other address, such as a short
 * code, is stored without a contact. A repetition, by the carrier or by the queue, is recognised.
 */
@Stateless
@Tenanted
public class InboundService {

    private static final Logger LOG = Logger.getLogger(InboundService.class.getName());

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Event<MessageReceived> received;

    @Inject
    private PartialMessages partial;

    @Inject
    private ContactAddresses addresses;

    private record To(long senderId, Channel channel, String address) {}

    /** Stores a message, or the part of one; the last part makes it a message. */
    public void receive(long accountId, Inbound inbound) {
        To to = findSender(accountId, inbound.to());
        UUID id = Ids.next();
        if (to == null || isRepetition(accountId, inbound, id)) {
            return;
        }
        if (inbound.part() == null) {
            store(id, to, inbound);
        } else {
            partial.add(accountId, inbound).forEach(message -> store(Ids.next(), to, message));
        }
    }

    /** Stores what has come of a long message whose other parts are overdue. */
    public void receiveOverdue(long partialId) {
        partial.takeOverdue(partialId).ifPresent(overdue -> {
            To to = findSender(overdue.accountId(), overdue.message().to());
            if (to != null) {
                store(Ids.next(), to, overdue.message());
            }
        });
    }

    private void store(UUID id, To to, Inbound inbound) {
        long company = Callers.get().company();
        Long contact = to.channel().addressKind() == Channel.AddressKind.PHONE
                ? findOrMakeContact(company, inbound.from())
                : null;
        String content = MessageContents.write(
                new SmsContent(Objects.requireNonNullElse(References.storable(inbound.text()), "")));
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into message (id, company_id, direction, channel, sender_id,"
                                + " sender, contact_id, address, traffic, content, state, country, created_at)"
                                + " values (:id, :company, 'MO', :channel, :senderId, :sender, :contact, :address, 'P2A',"
                                + " :content::jsonb, 'RECEIVED', :country, :now::timestamptz)")
                .bind("id", id)
                .bind("company", company)
                .bind("channel", to.channel().name())
                .bind("senderId", to.senderId())
                .bind("sender", to.address())
                .bind("contact", contact)
                .bind("address", inbound.from())
                .bind("content", content)
                .bind("country", PhoneNumbers.findCountry(inbound.from()).orElse(null))
                .bind("now", clock.instant().toString())
                .execute());
        if (contact != null) {
            received.fire(new MessageReceived(
                    company,
                    id,
                    contact,
                    to.channel(),
                    to.senderId(),
                    inbound.text(),
                    inbound.postback(),
                    inbound.at()));
        }
    }

    /** The sender written to, as the carrier spells it or else as a number; null, and a warning, for one that is unknown. */
    private To findSender(long accountId, String address) {
        To found = findSpelled(accountId, address)
                .or(() -> findSpelled(accountId, addresses.read(address)))
                .orElse(null);
        if (found == null) {
            LOG.log(Level.WARNING, "Account {0} received a message for the unknown sender {1}.", new Object[] {
                accountId, address
            });
        }
        return found;
    }

    /** Of an account with only one sender it is that one, whatever the carrier calls it. */
    private Optional<To> findSpelled(long accountId, String address) {
        return jdbi.withHandle(handle -> handle.createQuery("select id, channel, address from sender s"
                        + " where s.account_id = :account and (" + LentSenders.SPELLED_PLAINLY
                        + " = :address or not exists"
                        + " (select from sender o where o.account_id = s.account_id and o.id <> s.id))"
                        + " order by s.status = 'ACTIVE' desc, s.id limit 1")
                .bind("account", accountId)
                .bind("address", LentSenders.plainly(address))
                .map((row, context) ->
                        new To(row.getLong("id"), Channel.valueOf(row.getString("channel")), row.getString("address")))
                .findOne());
    }

    /** The id is that of the message to be; a part's names none, and is kept only to know the part again. */
    private boolean isRepetition(long accountId, Inbound inbound, UUID id) {
        if (inbound.carrierId() == null) {
            return false;
        }
        return 0
                == jdbi.withHandle(handle -> handle.createUpdate("insert into message_reference"
                                + " (account_id, reference, company_id, message_id)"
                                + " values (:account, :reference, :company, :id) on conflict do nothing")
                        .bind("account", accountId)
                        .bind("reference", "mo:" + inbound.carrierId())
                        .bind("company", Callers.get().company())
                        .bind("id", id)
                        .execute());
    }

    /** Null for an address that is no valid number, unless a contact has it already. */
    private Long findOrMakeContact(long company, String phone) {
        boolean international = phone.startsWith("+");
        if (international && PhoneNumbers.parse(phone, null).isValid()) {
            jdbi.useHandle(handle -> handle.execute(
                    "insert into contact (company_id, phone) values (?, ?) on conflict (company_id, phone) do nothing",
                    company,
                    phone));
        }
        return jdbi.withHandle(
                handle -> handle.createQuery("select id from contact where company_id = :company and phone = :phone")
                        .bind("company", company)
                        .bind("phone", phone)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(null));
    }
}
