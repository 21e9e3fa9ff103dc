package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.channel.SmsContent;
import org.heliograph.contact.internal.ConsentPolicies;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Tenanted;

/** What the company decides about opting out and back in. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_OPT_OUT_WORDS)
public class ConsentPolicyService {

    @Inject
    private ConsentPolicies policies;

    public ConsentPolicy get() {
        return policies.get();
    }

    /** @throws InvalidException if a text is empty, or too long for an SMS */
    public void save(ConsentPolicy policy) {
        check("optOutText", policy.optOutText());
        check("optInText", policy.optInText());
        check("helpText", policy.helpText());
        policies.save(policy);
    }

    private static void check(String field, String text) {
        if (text != null && (text.isBlank() || !new SmsContent(text).validate().isEmpty())) {
            throw new InvalidException("consent_text", field);
        }
    }
}
