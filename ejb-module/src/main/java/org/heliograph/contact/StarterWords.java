package org.heliograph.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.heliograph.account.CompanyRegistered;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** The words with which everybody's contacts opt out and in: STOP and its kin, in several languages. */
@ApplicationScoped
public class StarterWords {

    @Inject
    private OptOutWordService words;

    void registered(@Observes CompanyRegistered event) {
        Callers.runAs(Caller.engineOf(event.companyId()), this::create);
    }

    /** For the calling company, in force from now on. */
    public void create() {
        words.addCommon();
    }
}
