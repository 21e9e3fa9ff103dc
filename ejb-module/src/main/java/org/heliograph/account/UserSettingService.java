package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** What the calling user has arranged: theme, menu, columns. */
@Stateless
@Tenanted
public class UserSettingService {

    @Inject
    private Jdbi jdbi;

    public Optional<String> find(String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select value from user_setting where user_id = :user and name = :name")
                        .bind("user", Callers.get().user())
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
    }

    public void save(String name, String value) {
        Caller caller = Callers.get();
        jdbi.useHandle(handle -> handle.createUpdate("insert into user_setting (user_id, company_id, name, value)"
                        + " values (:user, :company, :name, :value)"
                        + " on conflict (user_id, name) do update set value = excluded.value")
                .bind("user", caller.user())
                .bind("company", caller.company())
                .bind("name", name)
                .bind("value", value)
                .execute());
    }

    /** The language the user reads, kept with the user for mails as well. */
    public void saveLanguage(String language) {
        jdbi.useHandle(handle -> handle.execute(
                "update app_user set language = ? where id = ?",
                language,
                Callers.get().user()));
    }
}
