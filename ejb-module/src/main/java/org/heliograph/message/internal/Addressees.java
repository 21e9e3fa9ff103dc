package org.heliograph.message.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.channel.Channel;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;

/** The contacts behind addresses of single messages. */
public final class Addressees {

    private static final String OPTED_OUT = "exists (select from opt_out o where o.contact_id = c.id"
            + " and o.channel = a.channel and (o.sender_id is null or o.sender_id = a.sender))";

    private static final String BY_PHONE = "c.phone = a.text";
    private static final String BY_EMAIL = "c.id in (select contacts_with_email(a.text))";

    /**
     * Whether a message {@code m} may not be sent any more: its contact, or one with its address, has opted out. The
     * platform's own mails and confirmations of opt-outs are no marketing and always may.
     */
    static final String MESSAGE_OPTED_OUT =
            """
            (m.traffic not in ('SYSTEM', 'CONSENT') and exists (select from opt_out o where o.channel = m.channel
              and (o.sender_id is null or o.sender_id = m.sender_id)
              and o.contact_id = any(case
                when m.address like '%@%' then m.contact_id || array(select contacts_with_email(m.address))
                when m.contact_id is not null then array[m.contact_id]
                else array(select c.id from contact c where c.company_id = m.company_id and c.phone = m.address) end)))
            """;

    /** A contact, and whether it wants nothing from the sender. */
    public record Addressee(long contactId, boolean optedOut) {}

    private Addressees() {}

    /** What a message says of its addressee, by which the contact is found. */
    public record Address(Channel channel, long senderId, String text) {}

    /** The contacts with the addresses; of several with one e-mail address one that has opted out, if there is any. */
    public static <K> Map<K, Addressee> find(Handle handle, Map<K, Address> addresses) {
        Map<K, Addressee> found = new HashMap<>();
        addresses.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().channel().addressKind() == Channel.AddressKind.EMAIL))
                .forEach((email, those) -> found.putAll(find(handle, email ? BY_EMAIL : BY_PHONE, those)));
        return found;
    }

    private static <K> Map<K, Addressee> find(Handle handle, String which, List<Map.Entry<K, Address>> addresses) {
        Map<K, Addressee> found = new HashMap<>();
        handle.createQuery("select distinct on (a.no) a.no, c.id, " + OPTED_OUT + " as opted_out"
                        + " from unnest(:channels, :senders, :texts) with ordinality a (channel, sender, text, no)"
                        + " join contact c on c.company_id = :company and " + which
                        + " order by a.no, opted_out desc, c.id")
                .bind("company", Callers.get().company())
                .bind(
                        "channels",
                        addresses.stream()
                                .map(a -> a.getValue().channel().name())
                                .toArray(String[]::new))
                .bind(
                        "senders",
                        addresses.stream().map(a -> a.getValue().senderId()).toArray(Long[]::new))
                .bind("texts", addresses.stream().map(a -> a.getValue().text()).toArray(String[]::new))
                .map((row, context) -> found.put(
                        addresses.get(row.getInt(1) - 1).getKey(), new Addressee(row.getLong(2), row.getBoolean(3))))
                .list();
        return found;
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
