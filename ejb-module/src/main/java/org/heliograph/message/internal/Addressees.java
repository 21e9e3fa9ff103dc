package org.heliograph.message.internal;

import java.util.Optional;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;

/** The contacts behind addresses of single messages. */
public final class Addressees {

    private static final String OPTED_OUT = "exists (select from opt_out o where o.contact_id = c.id"
            + " and o.channel = :channel and (o.sender_id is null or o.sender_id = :sender))";

    /**
     * Whether a message {@code m} may not be sent any more: its contact, or one with its address, has opted out. The
     * platform's own mails and confirmations of opt-outs are no marketing and always may.
     */
    static final String MESSAGE_OPTED_OUT =
            """
            (m.traffic not in ('SYSTEM', 'CONSENT') and exists (select from opt_out o where o.channel = m.channel
              and (o.sender_id is null or o.sender_id = m.sender_id)
              and o.contact_id = any(case when m.contact_id is not null then array[m.contact_id]
                when m.address like '%@%' then array(select contacts_with_email(m.address))
                else array(select c.id from contact c where c.company_id = m.company_id and c.phone = m.address) end)))
            """;

    /** A contact, and whether it wants nothing from the sender. */
    public record Addressee(long contactId, boolean optedOut) {}

    private Addressees() {}

    /** The contact with the address; of several with one e-mail address one that has opted out, if there is any. */
    public static Optional<Addressee> find(Handle handle, Sender sender, String address) {
        boolean email = sender.channel().addressKind() == Channel.AddressKind.EMAIL;
        String which = email ? "c.id in (select contacts_with_email(:address))" : "c.phone = :address";
        return handle.createQuery("select c.id, " + OPTED_OUT + " as opted_out from contact c"
                        + " where c.company_id = :company and " + which + " order by opted_out desc, c.id limit 1")
                .bind("company", Callers.get().company())
                .bind("address", address)
                .bind("channel", sender.channel().name())
                .bind("sender", sender.id())
                .map((row, context) -> new Addressee(row.getLong(1), row.getBoolean(2)))
                .findOne();
    }

    public static long create(Handle handle, String phone) {
        return handle.createQuery("insert into contact (company_id, phone) values (:company, :phone)"
                        + " on conflict (company_id, phone) do update set phone = excluded.phone returning id")
                .bind("company", Callers.get().company())
                .bind("phone", phone)
                .mapTo(Long.class)
                .one();
    }
}
