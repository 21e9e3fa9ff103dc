package org.heliograph.account;

import java.util.List;

/**
 * The calling user's account.
 *
 * @param middleName null if there is none, as {@code department} and {@code phone}
 */
public record OwnAccount(
        long id,
        String firstName,
        String middleName,
        String lastName,
        String login,
        String email,
        List<String> roles,
        String company,
        String department,
        String phone) {

    /** As the portal greets the user. */
    public String fullName() {
        return (firstName + " " + lastName).strip();
    }
}
