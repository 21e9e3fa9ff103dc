package org.heliograph.apiaccess;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.account.Permission;

/** What a key opens, under the name it has in the API and in the form of a key. */
public enum ApiScope {
    RECIPIENTS("recipients", Permission.MANAGE_CONTACTS),
    BROADCASTS("broadcasts", Permission.MANAGE_BROADCASTS),
    CRM("crm", Permission.MANAGE_CONVERSATIONS),
    OMNI_API("omni-api"),
    DIDS("dids", Permission.MANAGE_SENDER_IDS),
    TWO_FACTOR("2fa");

    private final String key;
    private final List<Permission> permissions;

    ApiScope(String key, Permission... permissions) {
        this.key = key;
        this.permissions = List.of(permissions);
    }

    public String key() {
        return key;
    }

    /** What services let a caller with this scope do. */
    public List<Permission> permissions() {
        return permissions;
    }

    public static Optional<ApiScope> find(String key) {
        return Stream.of(values()).filter(scope -> scope.key.equals(key)).findFirst();
    }

    public static List<String> keys() {
        return Stream.of(values()).map(ApiScope::key).toList();
    }
}
