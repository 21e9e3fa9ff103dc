package org.heliograph.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A person who works in the portal. */
@Entity
@Table(name = "app_user")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "company_id")
    private long companyId;

    private String login;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "password_changed_at")
    private Instant passwordChangedAt = Instant.EPOCH;

    @Column(name = "must_change_password")
    private boolean passwordToBeChanged;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    private String email;
    private String language = "en";
    private boolean enabled = true;

    @Column(name = "failed_sign_ins")
    private int failedSignIns;

    @Column(name = "locked_until")
    private Instant lockedUntil;

    /** Moved on by the database when the password changes or the user is disabled. */
    @Column(name = "session_epoch", insertable = false, updatable = false)
    private int sessionEpoch;

    @Version
    private int version;

    protected User() {}

    public User(long companyId, String login, String firstName, String lastName, String email) {
        this.companyId = companyId;
        this.login = login;
        this.firstName = firstName;
        this.lastName = lastName;
        this.email = email;
    }

    public Long getId() {
        return id;
    }

    public long getCompanyId() {
        return companyId;
    }

    public String getLogin() {
        return login;
    }

    public String getFullName() {
        return (firstName + " " + lastName).strip();
    }

    public String getEmail() {
        return email;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** Sessions of an earlier epoch have ended. */
    public int getSessionEpoch() {
        return sessionEpoch;
    }

    public String getPasswordHash() {
        return passwordHash;
    }

    public Instant getPasswordChangedAt() {
        return passwordChangedAt;
    }

    /** Whether somebody else chose it. */
    public boolean isPasswordToBeChanged() {
        return passwordToBeChanged;
    }

    public void setPassword(String hash, Instant at) {
        this.passwordHash = hash;
        this.passwordChangedAt = at;
        this.failedSignIns = 0;
        this.lockedUntil = null;
    }

    public boolean isLockedAt(Instant moment) {
        return lockedUntil != null && lockedUntil.isAfter(moment);
    }
}
