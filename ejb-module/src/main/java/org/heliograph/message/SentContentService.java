package org.heliograph.message;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.channel.ContentTemplate;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.MessageContents;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** What a message said. */
@Stateless
@Tenanted
@Requires(Permission.VIEW_EDRS)
public class SentContentService {

    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    @Inject
    private Jdbi jdbi;

    private record Stored(String content, String placeholders) {}

    /**
     * The message as its recipient saw it: its own content, or its broadcast's step with the values of then. The
     * platform's own mails, such as links to a new password, are nobody's to read.
     *
     * @throws NotFoundException if there is no such message, or its content is kept no longer
     */
    public MessageContent get(UUID id) {
        Stored stored = jdbi.withHandle(handle -> handle.createQuery(
                                "select coalesce(m.content, s.content) as content, m.placeholders from message m"
                                        + " left join broadcast_step s on s.broadcast_id = m.broadcast_id"
                                        + " and s.position = m.step where m.id = :id and m.company_id = :company"
                                        + " and m.traffic <> 'SYSTEM'")
                        .bind("id", id)
                        .bind("company", Callers.get().company())
                        .map((row, context) -> new Stored(row.getString("content"), row.getString("placeholders")))
                        .findOne())
                .filter(found -> found.content() != null)
                .orElseThrow(() -> new NotFoundException("message_unknown", "id", id));
        Map<String, String> values =
                stored.placeholders() == null ? Map.of() : Json.read(stored.placeholders(), STRINGS);
        return ContentTemplate.of(MessageContents.parse(stored.content())).render(values::get, missing -> {});
    }
}
