package org.heliograph.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.ZoneId;

/** A tenant. */
@Entity
@Table(name = "company")
public class Company {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String name;

    @Column(name = "default_country")
    private String defaultCountry;

    @Column(name = "time_zone")
    private String timeZone;

    private boolean moderation;

    protected Company() {}

    public Company(String name, String defaultCountry, ZoneId timeZone) {
        this.name = name;
        this.defaultCountry = defaultCountry;
        this.timeZone = timeZone.getId();
    }

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    /** ISO country in which national phone numbers are read. */
    public String getDefaultCountry() {
        return defaultCountry;
    }

    public ZoneId getTimeZone() {
        return ZoneId.of(timeZone);
    }

    /** Whether broadcasts wait for the owner's approval. */
    public boolean isModeration() {
        return moderation;
    }
}
