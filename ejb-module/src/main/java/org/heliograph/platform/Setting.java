package org.heliograph.platform;

import java.util.Optional;

/** Every setting of the application, read from a system property; one that is not set has its default. */
public enum Setting {
    /** Address of the portal as users and carriers reach it, without a slash at the end. */
    ADDRESS("heliograph.address", "http://localhost:8080"),
    /** Folder for uploads, exports and other files of this installation. */
    DATA("heliograph.data", System.getProperty("java.io.tmpdir") + "/heliograph"),
    /** Property file with {@code secret.key} (32 bytes, Base64), which encrypts stored secrets. */
    CREDENTIALS("heliograph.credentials", null),
    /** Name of this server; each of several has its own, and keeps it over a restart. */
    NODE("heliograph.node", System.getenv().getOrDefault("HOSTNAME", "localhost")),
    /** Address of the carrier simulator: if set, a demo company is made at the first start. */
    DEMO("heliograph.demo", null),
    DEMO_SMPP_PORT("heliograph.demo.smpp.port", "2775"),
    DEMO_SMTP_PORT("heliograph.demo.smtp.port", "2525"),
    DEMO_BOUNCE_PORT("heliograph.demo.bounce.port", "2526"),
    /** What is added to the machine's time (ISO 8601, such as {@code PT-5H30M}): for tests that need a time of day. */
    CLOCK_OFFSET("heliograph.app.clock.offset", "PT0S"),
    /** Address of the e-mail sender ID that mails confirmations to who registers; if not set, nobody can register. */
    REGISTRATION_SENDER("heliograph.registration.sender", null),
    /** Days after which a password must be changed at the next sign-in; 0 for never. */
    PASSWORD_DAYS("heliograph.app.password.days", "60"),
    /** Recipients a chunk holds. */
    CHUNK_SIZE("heliograph.app.chunk.size", "500"),
    /** Seconds after which work that nobody reports on is taken over. */
    LEASE_SECONDS("heliograph.app.lease.seconds", "60"),
    /** Seconds that a minute of a step's wait for success takes: for tests that cannot wait for minutes. */
    STEP_MINUTE("heliograph.app.step.minute", "60"),
    /** Errors of a carrier in a row after which a broadcast is paused, unless it has a number of its own; 0 for never. */
    PAUSE_AFTER("heliograph.app.pause.errors", "500"),
    /** Rows of a file that an import commits at once. */
    IMPORT_CHUNK("heliograph.app.import.chunk", "20000"),
    /** Seconds to wait for reports of the other parts of a long SMS after one of the last, which may be all that come. */
    PARTS_SECONDS("heliograph.app.parts.seconds", "120"),
    /** Hosts, separated by commas, that updates may go to although they are not on the public network. */
    WEBHOOK_HOSTS("heliograph.app.webhook.hosts", "");

    private final String property;
    private final String fallback;

    Setting(String property, String fallback) {
        this.property = property;
        this.fallback = fallback;
    }

    public String property() {
        return property;
    }

    public Optional<String> find() {
        String value = System.getProperty(property);
        return Optional.ofNullable(value == null || value.isBlank() ? fallback : value.trim());
    }

    /** The value; a setting that has neither a value nor a default stops the application with its name. */
    public String get() {
        return find().orElseThrow(() -> new IllegalStateException("The system property " + property + " is not set."));
    }

    public int getInt() {
        try {
            return Integer.parseInt(get());
        } catch (NumberFormatException e) {
            throw new IllegalStateException("The system property " + property + " must be a whole number.", e);
        }
    }
}
