package org.heliograph.account;

import java.time.ZoneId;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.error.InvalidException;

/** What somebody without an account fills in. */
public record Register(
        String company,
        String fullName,
        String login,
        String email,
        String password,
        String language,
        String country,
        String timeZone) {

    private static final int LONGEST = 100;

    /** @throws InvalidException with the first input at fault */
    void check() {
        checkText(company, "company");
        checkText(fullName, "fullName");
        if (login == null || !login.matches("[a-z0-9]{5,20}")) {
            throw new InvalidException("login_invalid", "login");
        }
        if (!EmailAddress.isValid(email)) {
            throw new InvalidException("email_invalid", "email", email == null ? "" : email);
        }
        if (password == null || !Passwords.isStrong(password)) {
            throw new InvalidException("password_weak", "password");
        }
        if (!PhoneNumbers.isCountry(country)) {
            throw new InvalidException("country_unknown", "country", country);
        }
        if (timeZone == null || !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw new InvalidException("time_zone_unknown", "timeZone", timeZone);
        }
    }

    private static void checkText(String text, String field) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new InvalidException("name_invalid", field, LONGEST);
        }
    }
}
