package org.heliograph.account;

/** Somebody has registered and is to confirm the e-mail address. The token is shown to nobody else. */
public record RegistrationRequested(String email, String fullName, String language, String token) {

    @Override
    public String toString() {
        return "RegistrationRequested[" + email + "]";
    }
}
