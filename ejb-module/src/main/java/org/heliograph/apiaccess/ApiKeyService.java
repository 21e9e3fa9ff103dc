package org.heliograph.apiaccess;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.account.Tokens;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** The company's API keys. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_API_KEYS)
public class ApiKeyService {

    public static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);

    /** Ours: a week is enough for any roll-out. */
    public static final Duration MAX_OVERLAP = Duration.ofDays(7);

    public static final int MAX_NAME = 100;
    private static final String START = "hk_";
    private static final int SHOWN = 12;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private ApiKeys keys;

    /** Makes a key. Its text is in the answer and nowhere else. */
    public NewApiKey create(SaveApiKey command) {
        String key = START + Tokens.next();
        return new NewApiKey(register(command, key), key);
    }

    /** Like {@link #create}, with a key that exists already, for installations whose key is made elsewhere. */
    public long register(SaveApiKey command, String key) {
        SaveApiKey checked = check(command);
        return jdbi.withHandle(handle -> {
            refuseForeignSenders(handle, checked);
            return bind(
                            handle.createQuery(
                                    "insert into api_key (company_id, name, key_hash, prefix, scopes, senders,"
                                            + " webhook, created_by, created_at) values (:company, :name, :hash, :prefix, :scopes,"
                                            + " :senders, :webhook, :user, :now::timestamptz) returning id"),
                            checked)
                    .bind("hash", Tokens.hash(key))
                    .bind("prefix", key.substring(0, Math.min(SHOWN, key.length())))
                    .bind("user", Callers.get().userId())
                    .bind("now", clock.instant().toString())
                    .mapTo(Long.class)
                    .one();
        });
    }

    public SaveApiKey get(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select name, webhook, scopes, senders from api_key"
                                + " where id = :id and company_id = :company")
                        .bind("id", id)
                        .bind("company", Callers.get().company())
                        .map((row, context) -> read(row))
                        .findOne())
                .orElseThrow(() -> unknown(id));
    }

    public void update(long id, SaveApiKey command) {
        SaveApiKey checked = check(command);
        jdbi.useHandle(handle -> {
            refuseForeignSenders(handle, checked);
            touched(
                    id,
                    bind(
                                    handle.createUpdate("update api_key set name = :name, scopes = :scopes,"
                                            + " senders = :senders, webhook = :webhook"
                                            + " where id = :id and company_id = :company"),
                                    checked)
                            .bind("id", id)
                            .execute());
        });
    }

    /**
     * Gives the access a new key.
     *
     * @param overlap how long the present key stays valid beside it, zero to seven days
     */
    public NewApiKey replace(long id, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
            throw new InvalidException("api_key_overlap", "overlap", MAX_OVERLAP.toHours());
        }
        String key = START + Tokens.next();
        Instant until = clock.instant().plus(overlap);
        jdbi.useHandle(handle -> touched(
                id,
                handle.createUpdate("update api_key set previous_hash = key_hash,"
                                + " previous_expires_at = :until::timestamptz, key_hash = :hash, prefix = :prefix"
                                + " where id = :id and company_id = :company and revoked_at is null")
                        .bind("id", id)
                        .bind("company", Callers.get().company())
                        .bind("until", until.toString())
                        .bind("hash", Tokens.hash(key))
                        .bind("prefix", key.substring(0, SHOWN))
                        .execute()));
        return new NewApiKey(id, key);
    }

    /** Ends the access for good; it stays listed, since messages were sent by it. */
    public void revoke(long id) {
        jdbi.useHandle(handle -> touched(
                id,
                handle.createUpdate("update api_key set revoked_at = coalesce(revoked_at, :now::timestamptz)"
                                + " where id = :id and company_id = :company")
                        .bind("id", id)
                        .bind("company", Callers.get().company())
                        .bind("now", clock.instant().toString())
                        .execute()));
    }

    private void touched(long id, int rows) {
        if (rows == 0) {
            throw unknown(id);
        }
        keys.forget();
    }

    private static NotFoundException unknown(long id) {
        return new NotFoundException("api_key_unknown", "id", id);
    }

    private static SaveApiKey check(SaveApiKey command) {
        String name = command.name() == null ? "" : command.name().trim();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new InvalidException("api_key_name", "name", MAX_NAME);
        }
        if (command.scopes().isEmpty() || !ApiScope.keys().containsAll(command.scopes())) {
            throw new InvalidException("api_key_scopes", "scopes");
        }
        return new SaveApiKey(name, WebhookAddress.check(command.webhook()), command.scopes(), command.senders());
    }

    private static void refuseForeignSenders(Handle handle, SaveApiKey command) {
        int own = handle.createQuery("select count(*) from sender where company_id = :company and id = any(:ids)")
                .bind("company", Callers.get().company())
                .bind("ids", command.senders().toArray(Long[]::new))
                .mapTo(Integer.class)
                .one();
        if (own != command.senders().stream().distinct().count()) {
            throw new InvalidException("sender_unknown", "senders", command.senders());
        }
    }

    private static <S extends SqlStatement<S>> S bind(S statement, SaveApiKey command) {
        return statement
                .bind("company", Callers.get().company())
                .bind("name", command.name())
                .bind("scopes", command.scopes().toArray(String[]::new))
                .bind(
                        "senders",
                        command.senders().isEmpty() ? null : command.senders().toArray(Long[]::new))
                .bind("webhook", command.webhook());
    }

    private static SaveApiKey read(ResultSet row) throws SQLException {
        Array senders = row.getArray("senders");
        return new SaveApiKey(
                row.getString("name"),
                row.getString("webhook"),
                List.of((String[]) row.getArray("scopes").getArray()),
                senders == null ? List.of() : List.of((Long[]) senders.getArray()));
    }
}
