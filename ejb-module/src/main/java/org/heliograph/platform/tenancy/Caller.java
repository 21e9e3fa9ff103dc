package org.heliograph.platform.tenancy;

import java.io.Serializable;
import java.util.Set;

/**
 * On whose behalf code runs.
 *
 * @param companyId null only for the platform itself, which sees all companies
 * @param userId null if no user acts
 * @param permissions names of what the caller may do
 */
public record Caller(Long companyId, Long userId, String name, Set<String> permissions) implements Serializable {

    private static final String ALL = "*";

    /** The platform's own work across companies, such as finding what is due. */
    public static final Caller SYSTEM = new Caller(null, null, "system", Set.of(ALL));

    /** The platform's work for one company, such as delivering its messages. */
    public static Caller engineOf(long companyId) {
        return new Caller(companyId, null, "engine", Set.of(ALL));
    }

    public boolean may(String permission) {
        return permissions.contains(ALL) || permissions.contains(permission);
    }

    /** The company acted for; the platform itself has none. */
    public long company() {
        if (companyId == null) {
            throw new IllegalStateException("Called without a company.");
        }
        return companyId;
    }

    public long user() {
        if (userId == null) {
            throw new IllegalStateException("Called without a user.");
        }
        return userId;
    }
}
