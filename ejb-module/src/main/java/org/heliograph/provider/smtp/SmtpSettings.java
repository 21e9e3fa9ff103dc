package org.heliograph.provider.smtp;

import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.heliograph.channel.AccountSettings;

/**
 * The settings of an account, checked.
 *
 * @param username null to send without logging in
 * @param messagesPerConnection after which a connection is closed and another opened
 * @param responseTimeout for each answer. By default what RFC 5321, section 4.5.3.2.6, allows a server between the end of a
 *     mail and its answer: who asks again earlier sends the mail again
 * @param bounceDomain domain of envelope senders, null to use the sender's address
 * @param bounceListenPort where bounces come in, 0 for nowhere
 */
record SmtpSettings(
        String host,
        int port,
        Tls tls,
        String username,
        String password,
        String heloName,
        int maxConnections,
        int messagesPerConnection,
        Duration responseTimeout,
        String bounceDomain,
        int bounceListenPort) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** None, upgraded after the greeting (required, not merely offered), or from the start. */
    enum Tls {
        NONE,
        STARTTLS,
        TLS
    }

    static SmtpSettings of(AccountSettings account) {
        String domain = account.text("bounceDomain");
        int listen = account.number("bounceListenPort", 0, 65535);
        if (listen > 0 && domain == null) {
            throw new IllegalArgumentException("The setting \"bounceListenPort\" needs a \"bounceDomain\".");
        }
        return new SmtpSettings(
                account.text("host"),
                account.number("port", 1, 65535),
                account.choice("tls", Tls.class),
                account.text("username"),
                account.secret("password"),
                account.text("heloName"),
                account.number("maxConnections", 1, 100),
                account.number("messagesPerConnection", 1, 1_000_000),
                Duration.ofMillis(account.number("responseTimeoutMillis", 100, 600_000)),
                domain == null ? null : domain.toLowerCase(Locale.ROOT),
                listen);
    }

    /** As Jakarta Mail reads them; a copy for each connection, since the envelope sender is one of them. */
    Properties mailProperties() {
        Properties p = new Properties();
        p.setProperty("mail.transport.protocol", "smtp");
        p.setProperty("mail.smtp.host", host);
        p.setProperty("mail.smtp.port", Integer.toString(port));
        p.setProperty("mail.smtp.auth", Boolean.toString(username != null));
        p.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls == Tls.STARTTLS));
        p.setProperty("mail.smtp.starttls.required", Boolean.toString(tls == Tls.STARTTLS));
        p.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.TLS));
        p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        p.setProperty("mail.smtp.connectiontimeout", millis(CONNECT_TIMEOUT));
        p.setProperty("mail.smtp.timeout", millis(responseTimeout));
        p.setProperty("mail.smtp.writetimeout", millis(responseTimeout));
        p.setProperty("mail.smtp.quitwait", "false");
        if (heloName != null) {
            p.setProperty("mail.smtp.localhost", heloName);
        }
        return p;
    }

    Duration connectTimeout() {
        return CONNECT_TIMEOUT;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
