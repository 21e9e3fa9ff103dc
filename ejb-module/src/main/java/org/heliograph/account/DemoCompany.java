package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.OptionalLong;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** The company a newcomer meets: one user for each system role. Made once, on an empty installation. */
@Stateless
@Tenanted
public class DemoCompany {

    static final String PASSWORD = "Heliograph-1";

    private static final Map<String, String[]> USERS = Map.of(
            "admin", new String[] {"Ada", "Morse", "Admin"},
            "marketer", new String[] {"Maya", "Signal", "Broadcast manager"},
            "finance", new String[] {"Finn", "Ledger", "Finance manager"},
            "noc", new String[] {"Nora", "Beacon", "NOC engineer"});

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** The id of the new company; empty if the installation has a company already. */
    public OptionalLong create() {
        boolean inUse = jdbi.withHandle(handle -> handle.createQuery("select exists (select from company)")
                .mapTo(Boolean.class)
                .one());
        if (inUse) {
            return OptionalLong.empty();
        }
        Company company = new Company("Lakeside Bank", "US", ZoneId.of("America/New_York"));
        entities.persist(company);
        entities.flush();
        USERS.forEach((login, person) -> createUser(company, login, person));
        return OptionalLong.of(company.getId());
    }

    private void createUser(Company company, String login, String[] person) {
        User user = new User(company.getId(), login, person[0], person[1], login + "@lakeside.example");
        user.setPassword(Passwords.hash(PASSWORD), clock.instant());
        entities.persist(user);
        entities.flush();
        jdbi.useHandle(handle -> handle.createUpdate("insert into user_role (user_id, role_id, company_id)"
                        + " select :user, id, :company from role where company_id is null and name = :role")
                .bind("user", user.getId())
                .bind("company", company.getId())
                .bind("role", person[2])
                .execute());
    }
}
