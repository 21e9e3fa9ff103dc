package org.heliograph.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;

/** What the carrier calls the parts of messages. */
final class MessageParts {

    private record Part(UUID messageId, int number, int count) {}

    private MessageParts() {}

    static void insert(Handle handle, long accountId, List<Accepted> accepted) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Accepted result : accepted) {
            int count = result.references().size();
            for (int i = 0; i < count; i++) {
                String reference = MessageResults.storable(result.references().get(i));
                parts.put(reference, new Part(result.messageId(), i + 1, count));
            }
        }
        handle.createUpdate("insert into message_reference (account_id, reference, company_id, message_id, part, parts)"
                        + " select :account, r.reference, :company, r.id, r.part, r.parts"
                        + " from unnest(:references, :ids, :numbers, :counts) r (reference, id, part, parts)"
                        + " on conflict (account_id, reference, company_id) do update set message_id = excluded.message_id,"
                        + " part = excluded.part, parts = excluded.parts, state = null")
                .bind("account", accountId)
                .bind("company", Callers.get().company())
                .bind("references", parts.keySet().toArray(String[]::new))
                .bind("ids", parts.values().stream().map(Part::messageId).toArray(UUID[]::new))
                .bind("numbers", parts.values().stream().map(Part::number).toArray(Integer[]::new))
                .bind("counts", parts.values().stream().map(Part::count).toArray(Integer[]::new))
                .execute();
    }
}
