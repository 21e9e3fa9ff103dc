package org.heliograph.provider.googlerbm;

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

/** Google's RCS for Business. */
@ApplicationScoped
public class GoogleRbmProvider implements Provider {

    @Override
    public String key() {
        return "googlerbm";
    }

    @Override
    public Channel channel() {
        return Channel.RCS;
    }

    @Override
    public List<ProviderSetting> settings() {
        return List.of(
                required("agentId", Kind.TEXT),
                required("serviceAccountJson", Kind.SECRET),
                required("clientToken", Kind.SECRET),
                optional("baseUrl", Kind.TEXT, "https://rcsbusinessmessaging.googleapis.com"),
                optional("tokenUri", Kind.TEXT, null),
                optional("messageTtl", Kind.NUMBER, "0"),
                optional("maxConcurrent", Kind.NUMBER, "50"),
                optional("responseTimeoutMillis", Kind.NUMBER, "30000"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.DELIVERY_REPORTS,
                Capability.DISPLAY_REPORTS,
                Capability.INBOUND,
                Capability.CAPABILITY_CHECK);
    }

    @Override
    public ProviderConnection connect(ProviderAccount account, ProviderEvents events) {
        RbmSettings settings = RbmSettings.of(new AccountSettings(this, account));
        return new RbmConnection("googlerbm-" + account.id(), settings, events);
    }
}
