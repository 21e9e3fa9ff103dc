package org.heliograph.apiaccess;

import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.tenancy.Caller;

/**
 * A valid key.
 *
 * @param senders ids of the senders it may use; empty for all
 * @param webhook where its messages' updates go if a request names no address; null for nowhere
 */
public record ApiKey(long id, long companyId, String name, Set<ApiScope> scopes, Set<Long> senders, String webhook) {

    /** @throws ForbiddenException if it does not have the scope */
    public void require(ApiScope scope) {
        if (!scopes.contains(scope)) {
            throw new ForbiddenException("scope_missing", null, scope.key());
        }
    }

    public boolean allowsSender(long senderId) {
        return senders.isEmpty() || senders.contains(senderId);
    }

    /** For whom its requests run: the company, without a user. */
    public Caller caller() {
        Set<String> permissions = scopes.stream()
                .flatMap(scope -> scope.permissions().stream())
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());
        return new Caller(companyId, null, "API " + name, permissions);
    }
}
