package org.heliograph.demo;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.heliograph.account.DemoCompany;
import org.heliograph.apiaccess.ApiKeyService;
import org.heliograph.apiaccess.ApiScope;
import org.heliograph.apiaccess.SaveApiKey;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ProviderAccountService;
import org.heliograph.channel.SenderService;
import org.heliograph.channel.TrialSenders;
import org.heliograph.contact.StarterAttributes;
import org.heliograph.contact.StarterWords;
import org.heliograph.platform.Secrets;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Fills an empty installation that was started for a demonstration: the simulator is its carrier for each channel. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class DemoStartup {

    @Inject
    private DemoCompany company;

    @Inject
    private ProviderAccountService accounts;

    @Inject
    private SenderService senders;

    @Inject
    private TrialSenders trialSenders;

    @Inject
    private ApiKeyService keys;

    @Inject
    private StarterAttributes attributes;

    @Inject
    private StarterWords words;

    @PostConstruct
    void start() {
        Setting.DEMO.find().ifPresent(simulator -> Callers.callAs(Caller.SYSTEM, () -> company.create())
                .ifPresent(id -> Callers.runAs(Caller.engineOf(id), () -> fill(URI.create(simulator)))));
    }

    private void fill(URI simulator) {
        attributes.create();
        words.create();
        long smsc = accounts.create(
                "smpp",
                "Simulator SMSC",
                Map.of(
                        "host",
                        simulator.getHost(),
                        "port",
                        Setting.DEMO_SMPP_PORT.get(),
                        "systemId",
                        "heliograph",
                        "password",
                        "secret"));
        senders.create(Channel.SMS, "Heliograph", "Heliograph", smsc);
        senders.create(Channel.SMS, "+12025550100", "Answer number", smsc);
        long rbm = accounts.create(
                "googlerbm",
                "Simulator RBM",
                Map.of(
                        "agentId", "heliograph-agent",
                        "serviceAccountJson", serviceAccount(simulator),
                        "clientToken", Secrets.credential("rbm.client.token"),
                        "baseUrl", simulator.toString()),
                Secrets.credential("rbm.webhook.key"));
        senders.create(Channel.RCS, "heliograph-agent", "Lakeside Bank", rbm);
        long mail = accounts.create(
                "smtp",
                "Simulator mail",
                Map.of(
                        "host", simulator.getHost(),
                        "port", Setting.DEMO_SMTP_PORT.get(),
                        "tls", "NONE",
                        "bounceDomain", "bounces.heliograph.example",
                        "bounceListenPort", Setting.DEMO_BOUNCE_PORT.get()));
        senders.create(Channel.EMAIL, "hello@heliograph.example", "Lakeside Bank", mail);
        Callers.runAs(Caller.SYSTEM, () -> {
            trialSenders.offer(Channel.SMS, "HelioTrial", "HelioTrial", smsc);
            trialSenders.offer(Channel.EMAIL, "trial@heliograph.example", "Heliograph trial", mail);
        });
        keys.register(new SaveApiKey("Demo", null, ApiScope.keys(), List.of()), Secrets.credential("demo.api.key"));
    }

    private static String serviceAccount(URI simulator) {
        HttpRequest request = HttpRequest.newBuilder(simulator.resolve("/api/rbm/service-account"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException("The simulator at " + simulator + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
