package org.heliograph.contact.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.contact.ConsentPolicy;
import org.heliograph.contact.ConsentPolicy.OptIn;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** The calling company's consent policy in the database. */
@ApplicationScoped
public class ConsentPolicies {

    @Inject
    private Jdbi jdbi;

    public ConsentPolicy get() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from consent_policy where company_id = :company")
                .bind("company", Callers.get().company())
                .map((row, context) -> new ConsentPolicy(
                        OptIn.valueOf(row.getString("opt_in")),
                        row.getString("opt_out_text"),
                        row.getString("opt_in_text"),
                        row.getString("help_text")))
                .findOne()
                .orElse(ConsentPolicy.DEFAULT));
    }

    public void save(ConsentPolicy policy) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into consent_policy (company_id, opt_in, opt_out_text,"
                        + " opt_in_text, help_text) values (:company, :optIn, :optOutText, :optInText, :helpText)"
                        + " on conflict (company_id)"
                        + " do update set opt_in = excluded.opt_in, opt_out_text = excluded.opt_out_text,"
                        + " opt_in_text = excluded.opt_in_text, help_text = excluded.help_text")
                .bind("company", Callers.get().company())
                .bind("optIn", policy.optIn().name())
                .bind("optOutText", policy.optOutText())
                .bind("optInText", policy.optInText())
                .bind("helpText", policy.helpText())
                .execute());
    }
}
