package org.heliograph.apiaccess;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.heliograph.account.Tokens;
import org.heliograph.apiaccess.internal.ApiKeyRepository;
import org.heliograph.platform.Remembered;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Recognises keys. A change of a key takes effect at once on this server, within five seconds on the others. */
@ApplicationScoped
public class ApiKeys {

    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Remembered<String, ApiKey> recognised = new Remembered<>(GOOD_FOR);

    @Inject
    private ApiKeyRepository repository;

    /** The key, if it is valid now. */
    public Optional<ApiKey> recognise(String key) {
        String hash = Tokens.hash(key);
        return recognised.find(hash, () -> Callers.callAs(Caller.SYSTEM, () -> repository.findByHash(hash)));
    }

    void forget() {
        recognised.forgetAll();
    }
}
