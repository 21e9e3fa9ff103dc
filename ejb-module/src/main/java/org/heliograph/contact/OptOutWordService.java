package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.channel.Channel;
import org.heliograph.contact.internal.ConsentWords;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** The company's words that opt out and in, or ask for help; it starts with those that everybody knows. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_OPT_OUT_WORDS)
public class OptOutWordService {

    private static final int MAX_LENGTH = 100;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    public SaveOptOutWord get(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select id, word, meaning, channel, sender_id, effective_from,"
                                + " effective_till from opt_out_word where id = :id and company_id = :company")
                        .bind("id", id)
                        .bind("company", Callers.get().company())
                        .map((row, context) -> new SaveOptOutWord(
                                row.getLong("id"),
                                row.getString("word"),
                                WordMeaning.valueOf(row.getString("meaning")),
                                row.getString("channel") == null ? null : Channel.valueOf(row.getString("channel")),
                                row.getObject("sender_id", Long.class),
                                instant(row.getTimestamp("effective_from")),
                                instant(row.getTimestamp("effective_till"))))
                        .findOne()
                        .orElseThrow(() -> unknown(id)));
    }

    /**
     * @throws InvalidException if the word is empty or too long, or ends before it starts
     * @throws NotFoundException if it was deleted meanwhile
     */
    public void save(SaveOptOutWord command) {
        String normalized = ConsentWords.normalize(command.word());
        if (normalized.isEmpty() || command.word().length() > MAX_LENGTH) {
            throw new InvalidException("word_text", "word", MAX_LENGTH);
        }
        if (command.from() == null) {
            throw new InvalidException("word_from", "from");
        }
        if (command.till() != null && !command.till().isAfter(command.from())) {
            throw new InvalidException("word_till", "till");
        }
        String sql = command.id() == null
                ? "insert into opt_out_word (company_id, word, normalized, meaning, channel, sender_id, effective_from,"
                        + " effective_till) values (:company, :word, :normalized, :meaning, :channel, :sender, :from::timestamptz,"
                        + " :till::timestamptz)"
                : "update opt_out_word set word = :word, normalized = :normalized, meaning = :meaning, channel = :channel,"
                        + " sender_id = :sender, effective_from = :from::timestamptz,"
                        + " effective_till = :till::timestamptz, version = version + 1"
                        + " where id = :id and company_id = :company";
        int saved = jdbi.withHandle(handle -> handle.createUpdate(sql)
                .bind("id", command.id())
                .bind("company", Callers.get().company())
                .bind("word", command.word().strip())
                .bind("normalized", normalized)
                .bind("meaning", command.meaning().name())
                .bind(
                        "channel",
                        command.channel() == null ? null : command.channel().name())
                .bind("sender", command.channel() == null ? null : command.senderId())
                .bind("from", command.from().toString())
                .bind("till", command.till() == null ? null : command.till().toString())
                .execute());
        if (saved == 0) {
            throw unknown(command.id());
        }
    }

    /** Adds those that everybody knows, in several languages, in force from now on. */
    public void addCommon() {
        jdbi.useHandle(handle -> handle.createUpdate("insert into opt_out_word (company_id, word, normalized, meaning,"
                        + " effective_from) select :company, upper(word), word, meaning, :now::timestamptz from common_word"
                        + " order by meaning, language = 'en', word desc")
                .bind("company", Callers.get().company())
                .bind("now", clock.instant().toString())
                .execute());
    }

    public void delete(long id) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from opt_out_word where id = ? and company_id = ?",
                id,
                Callers.get().company()));
    }

    private static NotFoundException unknown(long id) {
        return new NotFoundException("word_unknown", "id", id);
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
