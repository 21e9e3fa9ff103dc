package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** The calling user's picture. */
@Stateless
@Tenanted
public class PictureService {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /**
     * Keeps a picture instead of the one before.
     *
     * @return when; a picture's version
     * @throws InvalidException if it is too large, or no JPEG or PNG
     */
    public Instant save(InputStream upload) throws IOException {
        byte[] png = Portrait.of(upload);
        Caller caller = Callers.get();
        Instant now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate("insert into user_picture (user_id, company_id, png, updated_at)"
                        + " values (:user, :company, :png, :now::timestamptz)"
                        + " on conflict (user_id) do update set png = excluded.png, updated_at = excluded.updated_at")
                .bind("user", caller.user())
                .bind("company", caller.company())
                .bind("png", png)
                .bind("now", now.toString())
                .execute());
        return now;
    }

    public void delete() {
        jdbi.useHandle(handle -> handle.execute(
                "delete from user_picture where user_id = ?", Callers.get().user()));
    }

    /** When the picture was chosen; empty if there is none. */
    public Optional<Instant> version() {
        return jdbi.withHandle(handle -> handle.createQuery("select updated_at from user_picture where user_id = :user")
                .bind("user", Callers.get().user())
                .map((row, context) -> row.getTimestamp(1).toInstant())
                .findOne());
    }

    public Optional<byte[]> find() {
        return jdbi.withHandle(handle -> handle.createQuery("select png from user_picture where user_id = :user")
                .bind("user", Callers.get().user())
                .map((row, context) -> row.getBytes(1))
                .findOne());
    }
}
