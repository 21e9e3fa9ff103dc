package org.heliograph.apiaccess.webhook;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.platform.Secrets;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The secret that a company's updates are signed with; made when it is first needed. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_API_KEYS)
public class WebhookSecretService {

    /** How long a replaced secret signs beside the new one, so that receivers can change over. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** As receivers configure it. */
    public String get() {
        return valid().get(0);
    }

    /** The present one, then the one before while it is valid. */
    public List<String> valid() {
        long company = Callers.get().company();
        return jdbi.withHandle(handle -> {
            List<byte[]> found = find(handle, company);
            if (found.isEmpty()) {
                insert(handle, company);
                found = find(handle, company);
            }
            Secrets secrets = Secrets.ofInstallation();
            return found.stream()
                    .map(secret -> secrets.decrypt(secret, purpose(company)))
                    .toList();
        });
    }

    private List<byte[]> find(Handle handle, long company) {
        return handle.createQuery("select secret, case when previous_expires_at > :now::timestamptz then previous end"
                        + " from webhook_secret where company_id = :company")
                .bind("company", company)
                .bind("now", clock.instant().toString())
                .map((row, context) -> Stream.of(row.getBytes(1), row.getBytes(2))
                        .filter(secret -> secret != null)
                        .toList())
                .findOne()
                .orElse(List.of());
    }

    /** Of two who need it first at the same time, one makes it. */
    private void insert(Handle handle, long company) {
        handle.createUpdate("insert into webhook_secret (company_id, secret, created_at)"
                        + " values (:company, :secret, :now::timestamptz) on conflict do nothing")
                .bind("company", company)
                .bind("secret", fresh(company))
                .bind("now", clock.instant().toString())
                .execute();
    }

    /** Makes a new secret; the present one stays valid beside it for {@link #OVERLAP}. */
    public String replace() {
        long company = Callers.get().company();
        get();
        jdbi.useHandle(handle -> handle.createUpdate("update webhook_secret set previous = secret, secret = :secret,"
                        + " previous_expires_at = :until::timestamptz, created_at = :now::timestamptz"
                        + " where company_id = :company")
                .bind("company", company)
                .bind("secret", fresh(company))
                .bind("now", clock.instant().toString())
                .bind("until", clock.instant().plus(OVERLAP).toString())
                .execute());
        return get();
    }

    private static byte[] fresh(long company) {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        String secret = PREFIX + Base64.getEncoder().encodeToString(random);
        return Secrets.ofInstallation().encrypt(secret, purpose(company));
    }

    private static String purpose(long company) {
        return "webhooks of company " + company;
    }
}
