package org.heliograph.account;

/** A user has asked for a link to a new password. The token is shown to nobody but that user. */
public record PasswordResetRequested(long companyId, String email, String fullName, String language, String token) {

    @Override
    public String toString() {
        return "PasswordResetRequested[" + email + "]";
    }
}
