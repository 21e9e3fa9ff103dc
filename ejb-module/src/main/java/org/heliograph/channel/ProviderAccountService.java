package org.heliograph.channel;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.account.Tokens;
import org.heliograph.platform.Json;
import org.heliograph.platform.Secrets;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Accounts with carriers. Secrets are encrypted in the database and in the clear only in memory. */
@Stateless
@Tenanted
public class ProviderAccountService {

    private static final String SELECT =
            "select id, company_id, provider, name, settings, secrets, webhook_key, version from provider_account";
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    @Inject
    private Jdbi jdbi;

    @Inject
    @Any
    private Instance<Provider> providers;

    /** An enabled account, ready to be connected; the version changes with its settings. */
    public record StoredAccount(ProviderAccount account, long companyId, String webhookKey, int version) {}

    public List<StoredAccount> listEnabled() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where enabled order by id")
                .map(ProviderAccountService::read)
                .list());
    }

    public Optional<StoredAccount> findByWebhookKey(String webhookKey) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where enabled and webhook_key = :key")
                .bind("key", webhookKey)
                .map(ProviderAccountService::read)
                .findOne());
    }

    public Provider provider(String key) {
        return providers.stream()
                .filter(provider -> provider.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("provider_unknown", "provider", key));
    }

    /** Adds an account and returns its id; its settings are checked against what the provider asks for. */
    public long create(String providerKey, String name, Map<String, String> values) {
        return create(providerKey, name, values, Tokens.next());
    }

    /** @param webhookKey unguessable last part of the account's webhook address */
    public long create(String providerKey, String name, Map<String, String> values, String webhookKey) {
        Provider provider = provider(providerKey);
        Map<String, String> plain = new HashMap<>();
        Map<String, String> secret = new HashMap<>();
        for (ProviderSetting setting : provider.settings()) {
            String value = values.get(setting.name());
            if (value == null || value.isBlank()) {
                if (setting.required()) {
                    throw new InvalidException("setting_missing", setting.name(), setting.name());
                }
                continue;
            }
            (setting.kind() == ProviderSetting.Kind.SECRET ? secret : plain).put(setting.name(), value);
        }
        long company = Callers.get().company();
        return jdbi.withHandle(handle -> handle.createQuery("insert into provider_account"
                        + " (company_id, provider, name, settings, secrets, webhook_key)"
                        + " values (:company, :provider, :name, :settings::jsonb, :secrets, :webhookKey) returning id")
                .bind("company", company)
                .bind("provider", providerKey)
                .bind("name", name)
                .bind("settings", Json.write(plain))
                .bind("secrets", Secrets.ofInstallation().encrypt(Json.write(secret), purpose(company, name)))
                .bind("webhookKey", webhookKey)
                .mapTo(Long.class)
                .one());
    }

    private static StoredAccount read(java.sql.ResultSet row, org.jdbi.v3.core.statement.StatementContext context)
            throws java.sql.SQLException {
        Map<String, String> values = new HashMap<>(Json.read(row.getString("settings"), STRINGS));
        byte[] secrets = row.getBytes("secrets");
        long company = row.getLong("company_id");
        String name = row.getString("name");
        if (secrets != null) {
            values.putAll(Json.read(Secrets.ofInstallation().decrypt(secrets, purpose(company, name)), STRINGS));
        }
        ProviderAccount account =
                new ProviderAccount(row.getLong("id"), row.getString("provider"), name, Map.copyOf(values));
        return new StoredAccount(account, company, row.getString("webhook_key"), row.getInt("version"));
    }

    private static String purpose(long company, String name) {
        return "provider_account " + company + " " + name;
    }
}
