package org.heliograph.contact.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.heliograph.channel.Channel;
import org.heliograph.contact.WordMeaning;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;

/** The calling company's words that opt out and in, or ask for help. */
@ApplicationScoped
public class ConsentWords {

    @Inject
    private Clock clock;

    /**
     * What a message that is a word means.
     *
     * @param senderId what it speaks of; null for the whole channel
     */
    public record Match(WordMeaning meaning, Long senderId) {}

    /** The meaning of a word that is in force; if it has several meanings, it opts out. */
    public Optional<Match> find(Handle handle, Channel channel, long senderId, String word) {
        return handle.createQuery("select meaning, case when channel is null then :sender::bigint else sender_id end"
                        + " from opt_out_word where company_id = :company and normalized = :word"
                        + " and (channel is null or channel = :channel) and (sender_id is null or sender_id = :sender)"
                        + " and effective_from <= :now::timestamptz"
                        + " and (effective_till is null or effective_till > :now::timestamptz)"
                        + " order by meaning = 'OPT_OUT' desc, channel is null, sender_id nulls first limit 1")
                .bind("company", Callers.get().company())
                .bind("channel", channel.name())
                .bind("sender", senderId)
                .bind("word", word)
                .bind("now", clock.instant().toString())
                .map((row, context) -> new Match(WordMeaning.valueOf(row.getString(1)), row.getObject(2, Long.class)))
                .findFirst();
    }

    /** Whether it opts out or asks for help at all, be it another sender's word or out of its time. */
    public boolean meansSomethingElse(Handle handle, String word) {
        return handle.createQuery("select exists (select from opt_out_word where company_id = :company"
                        + " and normalized = :word and meaning <> 'OPT_IN')")
                .bind("company", Callers.get().company())
                .bind("word", word)
                .mapTo(Boolean.class)
                .one();
    }

    /** The whole message, trimmed, without case, accents and punctuation, with single spaces. */
    public static String normalize(String text) {
        String plain = Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        return plain.replaceAll("[^\\p{L}\\p{N}]+", " ").trim();
    }
}
