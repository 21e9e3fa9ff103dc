package org.heliograph.account;

import java.util.Locale;
import org.heliograph.platform.error.InvalidException;

/** What somebody without an account fills in. */
public record Register(
        String company, String fullName, String login, String email, String password, String language, String country) {

    private static final int LONGEST = 100;

    /** @throws InvalidException with the first input at fault */
    void check() {
        checkText(company, "company");
        checkText(fullName, "fullName");
        if (login == null || !login.matches("[a-z0-9]{5,20}")) {
            throw new InvalidException("login_invalid", "login");
        }
        if (email == null || email.length() > 254 || !email.matches("[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\".]+")) {
            throw new InvalidException("email_invalid", "email", email == null ? "" : email);
        }
        if (password == null || !Passwords.isStrong(password)) {
            throw new InvalidException("password_weak", "password");
        }
    }

    private static void checkText(String text, String field) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new InvalidException("name_invalid", field, LONGEST);
        }
    }

    /** ISO country of the browser's language; numbers without a country are read in it. */
    public static String countryOf(Locale locale) {
        return locale.getCountry().length() == 2 ? locale.getCountry() : "US";
    }
}
