package org.heliograph.contact;

import java.util.List;
import org.heliograph.channel.Template;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Placeholders in messages that a table holds as JSON; for the calling company, within its transaction. */
public final class StoredPlaceholders {

    /** Names of users that a refusal tells. */
    private static final int SHOWN = 5;

    private StoredPlaceholders() {}

    /** @param update one statement with {@code :company}, {@code :pattern} and {@code :replacement} */
    public static void rename(Jdbi jdbi, String update, String before, String after) {
        Template.Renaming renaming = Template.renaming(before, after);
        jdbi.useHandle(handle -> handle.createUpdate(update)
                .bind("company", Callers.get().company())
                .bind("pattern", renaming.pattern())
                .bind("replacement", renaming.replacement())
                .execute());
    }

    /**
     * @param users selects the names of those whose messages match {@code :pattern}, in the order in which they are told
     * @throws ConflictException with the code, the attribute and their names, if there are any
     */
    public static void refuse(Jdbi jdbi, String code, String users, String attribute) {
        List<String> using = jdbi.withHandle(handle -> handle.createQuery(users + " limit :shown")
                .bind("company", Callers.get().company())
                .bind("pattern", Template.jsonPattern(attribute))
                .bind("shown", SHOWN)
                .mapTo(String.class)
                .list());
        if (!using.isEmpty()) {
            throw new ConflictException(code, null, attribute, String.join(", ", using));
        }
    }
}
