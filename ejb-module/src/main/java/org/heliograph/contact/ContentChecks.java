package org.heliograph.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heliograph.channel.ContentTemplate;
import org.heliograph.channel.ContentViolation;
import org.heliograph.channel.MessageContent;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** What must hold for a message to be saved: its channel's limits, and an attribute for each placeholder. */
@ApplicationScoped
public class ContentChecks {

    @Inject
    private Jdbi jdbi;

    /** @throws InvalidException naming the field at fault */
    public void check(MessageContent content) {
        List<ContentViolation> violations = content.validate();
        if (!violations.isEmpty()) {
            ContentViolation first = violations.get(0);
            throw new InvalidException("content_" + first.code(), first.field(), first.limit());
        }
        checkPlaceholders(content);
    }

    /** @throws InvalidException if it names an attribute that does not exist, any more or yet */
    public void checkPlaceholders(MessageContent content) {
        Set<String> unknown = ContentTemplate.of(content).unknown(attributeNames());
        if (!unknown.isEmpty()) {
            throw new InvalidException("placeholder_unknown", "content", String.join(", ", unknown));
        }
    }

    private Set<String> attributeNames() {
        Set<String> names = new HashSet<>(
                jdbi.withHandle(handle -> handle.createQuery("select name from attribute where company_id = :company")
                        .bind("company", Callers.get().company())
                        .mapTo(String.class)
                        .list()));
        names.add("phoneNumber");
        return names;
    }
}
