package org.heliograph.provider.smpp;

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

/** An SMSC over SMPP 3.4. */
@ApplicationScoped
public class SmppProvider implements Provider {

    @Override
    public String key() {
        return "smpp";
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public List<ProviderSetting> settings() {
        return List.of(
                required("host", Kind.TEXT),
                optional("port", Kind.NUMBER, "2775"),
                optional("tls", Kind.YES_NO, "false"),
                required("systemId", Kind.TEXT),
                optional("password", Kind.SECRET, null),
                optional("systemType", Kind.TEXT, null),
                choice("bindType", "TRANSCEIVER", "TRANSCEIVER", "TRANSMITTER_AND_RECEIVER"),
                optional("binds", Kind.NUMBER, "1"),
                optional("window", Kind.NUMBER, "100"),
                optional("throughputPerSecond", Kind.NUMBER, "0"),
                optional("enquireLinkSeconds", Kind.NUMBER, "30"),
                optional("responseTimeoutMillis", Kind.NUMBER, "10000"),
                optional("sourceTon", Kind.TEXT, "AUTO"),
                optional("sourceNpi", Kind.TEXT, "AUTO"),
                optional("destinationTon", Kind.TEXT, "AUTO"),
                optional("destinationNpi", Kind.TEXT, "AUTO"),
                choice("longMessages", "UDH", "UDH", "SAR", "PAYLOAD"),
                choice("dlrIdFormat", "AUTO", "AUTO", "AS_IS", "HEX_TO_DEC", "DEC_TO_HEX"),
                optional("dlrTimeZone", Kind.TEXT, null));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.DELIVERY_REPORTS, Capability.INBOUND);
    }

    @Override
    public ProviderConnection connect(ProviderAccount account, ProviderEvents events) {
        SmppSettings settings = SmppSettings.of(new AccountSettings(this, account));
        return new SmppConnection("smpp-" + account.id(), settings, events);
    }
}
