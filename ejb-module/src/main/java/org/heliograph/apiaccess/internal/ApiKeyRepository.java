package org.heliograph.apiaccess.internal;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.apiaccess.ApiKey;
import org.heliograph.apiaccess.ApiScope;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Finds keys by their hash, whose company is not known yet: to be called as the platform itself. */
@Stateless
@Tenanted
public class ApiKeyRepository {

    /** A key that is used all the time costs one write a minute. */
    private static final Duration USE_NOTED = Duration.ofMinutes(1);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** The key with this hash, or the one that it was replaced by within the overlap; its use is noted. */
    public Optional<ApiKey> findByHash(String hash) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> {
            Optional<ApiKey> found = handle.createQuery("select id, company_id, name, scopes, senders, webhook"
                            + " from api_key where revoked_at is null and (key_hash = :hash"
                            + " or (previous_hash = :hash and previous_expires_at > :now::timestamptz))")
                    .bind("hash", hash)
                    .bind("now", now.toString())
                    .map((row, context) -> read(row))
                    .findOne();
            found.ifPresent(key -> handle.createUpdate("update api_key set last_used_at = :now::timestamptz"
                            + " where id = :id and (last_used_at is null or last_used_at < :noted::timestamptz)")
                    .bind("id", key.id())
                    .bind("now", now.toString())
                    .bind("noted", now.minus(USE_NOTED).toString())
                    .execute());
            return found;
        });
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        Set<ApiScope> scopes = Stream.of((String[]) row.getArray("scopes").getArray())
                .flatMap(key -> ApiScope.find(key).stream())
                .collect(Collectors.toUnmodifiableSet());
        Array senders = row.getArray("senders");
        Set<Long> senderIds = senders == null ? Set.of() : Set.copyOf(Arrays.asList((Long[]) senders.getArray()));
        return new ApiKey(
                row.getLong("id"),
                row.getLong("company_id"),
                row.getString("name"),
                scopes,
                senderIds,
                row.getString("webhook"));
    }
}
