package org.heliograph.message.internal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** When the carriers of accounts have last answered any server; across companies, since accounts are lent. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CarrierAnswers {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    public void note(long accountId) {
        jdbi.useHandle(handle -> handle.execute(
                "update provider_account set answered_at = ?::timestamptz where id = ?",
                clock.instant().toString(),
                accountId));
    }

    public boolean anySince(long accountId, Instant moment) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select coalesce(max(answered_at) >= :moment::timestamptz, false) from provider_account where id = :id")
                .bind("moment", moment.toString())
                .bind("id", accountId)
                .mapTo(Boolean.class)
                .one());
    }
}
