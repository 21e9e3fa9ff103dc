package org.heliograph.apiaccess;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.heliograph.account.Tokens;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Requests that a client may repeat without a second message: the name it gave one is kept in the transaction of the
 * message, so that either both are there or neither. What was refused is not kept, and may be corrected under its name.
 */
@Stateless
@Tenanted
public class IdempotentSubmitService {

    public static final Duration KEPT = Duration.ofHours(24);

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,255}");

    @Inject
    private ApiMessageService messages;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** @param replayed answered before; nothing was done this time */
    public record Submitted(UUID id, boolean replayed) {}

    private record Earlier(String requestHash, UUID id) {}

    /**
     * Like {@link ApiMessageService#send}, once, in one transaction.
     *
     * @param name what the client calls the request
     * @throws ConflictException while the same request is in progress
     * @throws InvalidException if the name is of another request
     */
    public Submitted send(ApiKey key, SendMessage command, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidException("idempotency_key_invalid", "Idempotency-Key");
        }
        return jdbi.withHandle(handle -> sendOnce(handle, key, command, name));
    }

    private Submitted sendOnce(Handle handle, ApiKey key, SendMessage command, String name) {
        if (!lock(handle, key, name)) {
            throw new ConflictException("idempotency_in_progress", "Idempotency-Key", name);
        }
        String hash = Tokens.hash(Json.write(command));
        Optional<Earlier> earlier = find(handle, key, name);
        if (earlier.isPresent()) {
            if (!earlier.get().requestHash().equals(hash)) {
                throw new InvalidException("idempotency_key_reused", "Idempotency-Key", name);
            }
            return new Submitted(earlier.get().id(), true);
        }
        UUID id = messages.sendWithin(key, command);
        keep(handle, key, name, hash, id);
        return new Submitted(id, false);
    }

    /** Held until the transaction ends, however it ends. */
    private static boolean lock(Handle handle, ApiKey key, String name) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtextextended(:name, :key))")
                .bind("name", name)
                .bind("key", key.id())
                .mapTo(Boolean.class)
                .one();
    }

    private Optional<Earlier> find(Handle handle, ApiKey key, String name) {
        return handle.createQuery("select request_hash, message_id from idempotent_request"
                        + " where api_key_id = :key and name = :name and created_at > :since::timestamptz")
                .bind("key", key.id())
                .bind("name", name)
                .bind("since", clock.instant().minus(KEPT).toString())
                .map((row, context) -> new Earlier(row.getString(1), row.getObject(2, UUID.class)))
                .findOne();
    }

    private void keep(Handle handle, ApiKey key, String name, String hash, UUID id) {
        handle.createUpdate("insert into idempotent_request"
                        + " (api_key_id, name, company_id, request_hash, message_id, created_at)"
                        + " values (:key, :name, :company, :hash, :id, :now::timestamptz)"
                        + " on conflict (api_key_id, name) do update set request_hash = excluded.request_hash,"
                        + " message_id = excluded.message_id, created_at = excluded.created_at")
                .bind("key", key.id())
                .bind("name", name)
                .bind("company", key.companyId())
                .bind("hash", hash)
                .bind("id", id)
                .bind("now", clock.instant().toString())
                .execute();
    }

    /** Forgets the names of all companies whose day is over. */
    public void forgetOld() {
        jdbi.useHandle(
                handle -> handle.createUpdate("delete from idempotent_request where created_at <= :until::timestamptz")
                        .bind("until", clock.instant().minus(KEPT).toString())
                        .execute());
    }
}
