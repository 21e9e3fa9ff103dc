package org.heliograph.apiaccess.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heliograph.platform.Remembered;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Signs updates per Standard Webhooks, by each of the company's valid secrets. */
@ApplicationScoped
public class Signatures {

    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Remembered<Long, List<String>> known = new Remembered<>(GOOD_FOR);

    @Inject
    private WebhookSecretService secrets;

    /** The value of {@code webhook-signature}. */
    String sign(WebhookUpdate update, Instant at, String body) {
        List<String> valid = known.find(
                        update.companyId(),
                        () -> Optional.of(Callers.callAs(Caller.engineOf(update.companyId()), secrets::valid)))
                .orElseThrow();
        List<String> signatures = new ArrayList<>();
        for (String secret : valid) {
            try {
                signatures.add(new Webhook(secret).sign(update.publicId(), at.getEpochSecond(), body));
            } catch (EmptyWebhookSecretException | WebhookSigningException e) {
                throw new IllegalStateException("An update could not be signed", e);
            }
        }
        return String.join(" ", signatures);
    }
}
