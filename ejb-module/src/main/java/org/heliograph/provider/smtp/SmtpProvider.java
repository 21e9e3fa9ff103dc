package org.heliograph.provider.smtp;

import static org.heliograph.channel.ProviderSetting.choice;
import static org.heliograph.channel.ProviderSetting.optional;
import static org.heliograph.channel.ProviderSetting.required;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.heliograph.channel.AccountSettings;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Provider;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.ProviderSetting;
import org.heliograph.channel.ProviderSetting.Kind;

/** A mail server that relays for us, over SMTP. */
@ApplicationScoped
public class SmtpProvider implements Provider {

    @Override
    public String key() {
        return "smtp";
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public List<ProviderSetting> settings() {
        return List.of(
                required("host", Kind.TEXT),
                optional("port", Kind.NUMBER, "587"),
                choice("tls", "STARTTLS", "NONE", "STARTTLS", "TLS"),
                optional("username", Kind.TEXT, null),
                optional("password", Kind.SECRET, null),
                optional("heloName", Kind.TEXT, null),
                optional("maxConnections", Kind.NUMBER, "4"),
                optional("messagesPerConnection", Kind.NUMBER, "100"),
                optional("responseTimeoutMillis", Kind.NUMBER, "600000"),
                optional("bounceDomain", Kind.TEXT, null),
                optional("bounceListenPort", Kind.NUMBER, "0"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.DELIVERY_REPORTS);
    }

    @Override
    public ProviderConnection connect(ProviderAccount account, ProviderEvents events) {
        SmtpSettings settings = SmtpSettings.of(new AccountSettings(this, account));
        return new SmtpConnection("smtp-" + account.id(), settings, events);
    }
}
