package org.heliograph.channel;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.heliograph.account.CompanyRegistered;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/**
 * What companies on trial send from: senders that the platform lends them, over accounts of its own. Called for the
 * platform.
 */
@Stateless
@Tenanted
public class TrialSenders {

    @Inject
    private Jdbi jdbi;

    /** Lends a sender to all companies that register from now on. */
    public void offer(Channel channel, String address, String name, long accountId) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into trial_sender (channel, address, name, account_id)"
                        + " values (:channel, :address, :name, :account)")
                .bind("channel", channel.name())
                .bind("address", address)
                .bind("name", name)
                .bind("account", accountId)
                .execute());
    }

    public void registered(@Observes CompanyRegistered event) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into sender (company_id, channel, address, name, account_id, lent)"
                                + " select :company, channel, address, name, account_id, true from trial_sender")
                .bind("company", event.companyId())
                .execute());
    }
}
