package org.heliograph.account;

/** What an e-mail address of a user looks like. */
final class EmailAddress {

    private static final int LONGEST = 254;

    private EmailAddress() {}

    static boolean isValid(String email) {
        return email != null && email.length() <= LONGEST && email.matches("[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\".]+");
    }
}
