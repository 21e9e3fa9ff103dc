package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** What users see of their own account, and may change: who they are, and where they are reached. */
@Stateless
@Tenanted
public class OwnAccountService {

    private static final int LONGEST = 100;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private PasswordService passwords;

    @Inject
    private CompanyService companies;

    public OwnAccount get() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select u.id, u.first_name, u.middle_name, u.last_name, u.login, u.email,"
                                + " array(select r.name from user_role x join role r on r.id = x.role_id"
                                + " where x.user_id = u.id order by r.name) as roles,"
                                + " c.name as company, d.name as department, u.phone"
                                + " from app_user u join company c on c.id = u.company_id"
                                + " left join department d on d.id = u.department_id where u.id = :id")
                        .bind("id", Callers.get().user())
                        .map((row, context) -> read(row))
                        .one());
    }

    private static OwnAccount read(ResultSet row) throws SQLException {
        return new OwnAccount(
                row.getLong("id"),
                row.getString("first_name"),
                row.getString("middle_name"),
                row.getString("last_name"),
                row.getString("login"),
                row.getString("email"),
                List.of((String[]) row.getArray("roles").getArray()),
                row.getString("company"),
                row.getString("department"),
                row.getString("phone"));
    }

    /** @throws InvalidException if a name is missing or too long; the middle name may be missing */
    public void saveName(String first, String middle, String last) {
        checkName(first, "firstName", true);
        checkName(middle, "middleName", false);
        checkName(last, "lastName", true);
        jdbi.useHandle(handle -> handle.createUpdate("update app_user set first_name = :first, middle_name = :middle,"
                        + " last_name = :last, updated_at = :now::timestamptz, version = version + 1 where id = :id")
                .bind("first", first.strip())
                .bind("middle", middle == null || middle.isBlank() ? null : middle.strip())
                .bind("last", last.strip())
                .bind("now", clock.instant().toString())
                .bind("id", Callers.get().user())
                .execute());
    }

    private static void checkName(String name, String field, boolean required) {
        boolean missing = name == null || name.isBlank();
        if (missing ? required : name.length() > LONGEST) {
            throw new InvalidException("name_invalid", field, LONGEST);
        }
    }

    /**
     * Changes the address that links to a new password go to, so whoever holds the session must know the password.
     *
     * @return whether the password is right; if not, nothing has changed
     * @throws InvalidException if the address is none
     * @throws org.heliograph.platform.error.ConflictException after too many tries within an hour
     */
    public boolean saveEmail(String email, String password) {
        if (!EmailAddress.isValid(email)) {
            throw new InvalidException("email_invalid", "email", email == null ? "" : email);
        }
        return passwords.isCurrent(password)
                && 1
                        == jdbi.withHandle(handle -> handle.execute(
                                "update app_user set email = ?, updated_at = ?::timestamptz, version = version + 1"
                                        + " where id = ?",
                                email,
                                clock.instant().toString(),
                                Callers.get().user()));
    }

    /** @throws InvalidException if it is no number; empty removes it */
    public void savePhone(String phone) {
        String e164 = null;
        if (phone != null && !phone.isBlank()) {
            PhoneNumbers.Parsed parsed =
                    PhoneNumbers.parse(phone, companies.current().getDefaultCountry());
            if (!parsed.isValid()) {
                throw new InvalidException("phone_" + parsed.problem(), "phone", phone);
            }
            e164 = parsed.e164();
        }
        String number = e164;
        jdbi.useHandle(handle -> handle.execute(
                "update app_user set phone = ?, updated_at = ?::timestamptz, version = version + 1 where id = ?",
                number,
                clock.instant().toString(),
                Callers.get().user()));
    }
}
