package org.heliograph.apiaccess.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.platform.Remembered;
import org.heliograph.platform.tenancy.Callers;

/** Senders as requests name them, looked up once in five seconds for each company. */
@ApplicationScoped
public class KnownSenders {

    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Remembered<Name, Sender> known = new Remembered<>(GOOD_FOR);

    @Inject
    private SenderService senders;

    private record Name(long company, Channel channel, String text) {}

    /** Like {@link SenderService#resolve}, whose errors are never remembered. */
    public Sender resolve(Channel channel, String text) {
        Name name = new Name(Callers.get().company(), channel, text);
        return known.find(name, () -> Optional.of(senders.resolve(channel, text)))
                .orElseThrow();
    }
}
