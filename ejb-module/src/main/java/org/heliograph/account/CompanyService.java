package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;

/** The calling company. */
@Stateless
@Tenanted
public class CompanyService {

    @PersistenceContext
    private EntityManager entities;

    public Company current() {
        return entities.find(Company.class, Callers.get().company());
    }
}
