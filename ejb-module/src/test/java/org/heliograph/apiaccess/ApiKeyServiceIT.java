package org.heliograph.apiaccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.account.Tokens;
import org.heliograph.apiaccess.internal.ApiKeyRepository;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys on real rows, under row-level security. */
class ApiKeyServiceIT {

    private final TestDatabase database = TestDatabase.get();
    private final MovableClock clock = new MovableClock();
    private final ApiKeyRepository repository = TestDatabase.wire(new ApiKeyRepository(), database.jdbi(), clock);
    private final ApiKeyService service = TestDatabase.wire(new ApiKeyService(), database.jdbi(), clock, new ApiKeys());
    private Caller caller;

    @BeforeEach
    void company() {
        caller = database.newCompany();
    }

    private static SaveApiKey shop(Long... senders) {
        return new SaveApiKey("Shop", "https://shop.example/updates", List.of("omni-api", "2fa"), List.of(senders));
    }

    private Optional<ApiKey> find(String key) {
        return database.call(Caller.SYSTEM, () -> repository.findByHash(Tokens.hash(key)));
    }

    @Test
    void recognisesANewKeyWithItsCompanyAndScopes() {
        NewApiKey made = database.call(caller, () -> service.create(shop()));
        ApiKey found = find(made.key()).orElseThrow();
        assertThat(found.companyId()).isEqualTo(caller.company());
        assertThat(found.scopes()).containsExactlyInAnyOrder(ApiScope.OMNI_API, ApiScope.TWO_FACTOR);
        assertThat(found.webhook()).isEqualTo("https://shop.example/updates");
        assertThat(found.allowsSender(42)).isTrue();
        assertThat(find(made.key() + "x")).isEmpty();
    }

    @Test
    void storesNoKeyInTheClear() {
        NewApiKey made = database.call(caller, () -> service.create(shop()));
        String row = database.call(caller, () -> database.jdbi()
                .withHandle(handle -> handle.createQuery("select to_jsonb(k)::text from api_key k where id = :id")
                        .bind("id", made.id())
                        .mapTo(String.class)
                        .one()));
        assertThat(row).doesNotContain(made.key()).contains(made.key().substring(0, 12));
    }

    @Test
    void keepsAReplacedKeyForTheOverlapOnly() {
        NewApiKey old = database.call(caller, () -> service.create(shop()));
        NewApiKey fresh = database.call(caller, () -> service.replace(old.id(), ApiKeyService.DEFAULT_OVERLAP));
        assertThat(find(old.key())).isPresent();
        assertThat(find(fresh.key())).isPresent();
        clock.move(Duration.ofHours(24));
        assertThat(find(old.key())).isEmpty();
        assertThat(find(fresh.key())).isPresent();
    }

    @Test
    void refusesARevokedKeyAndItsPredecessor() {
        NewApiKey old = database.call(caller, () -> service.create(shop()));
        NewApiKey fresh = database.call(caller, () -> service.replace(old.id(), ApiKeyService.MAX_OVERLAP));
        database.run(caller, () -> service.revoke(old.id()));
        assertThat(find(old.key())).isEmpty();
        assertThat(find(fresh.key())).isEmpty();
    }

    @Test
    void notesItsUseOnceAMinute() {
        NewApiKey made = database.call(caller, () -> service.create(shop()));
        find(made.key());
        Instant first = lastUsed(made.id());
        clock.move(Duration.ofSeconds(59));
        find(made.key());
        assertThat(lastUsed(made.id())).isEqualTo(first);
        clock.move(Duration.ofSeconds(2));
        find(made.key());
        assertThat(lastUsed(made.id())).isAfter(first);
    }

    private Instant lastUsed(long id) {
        return database.call(caller, () -> database.jdbi()
                .withHandle(handle -> handle.createQuery("select last_used_at from api_key where id = :id")
                        .bind("id", id)
                        .mapTo(Instant.class)
                        .one()));
    }

    @Test
    void letsNobodyTouchAnotherCompanysKey() {
        NewApiKey made = database.call(caller, () -> service.create(shop()));
        Caller other = database.newCompany();
        assertThatThrownBy(() -> database.call(other, () -> service.get(made.id())))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.code()).isEqualTo("api_key_unknown"));
        assertThatThrownBy(() -> database.run(other, () -> service.revoke(made.id())))
                .isInstanceOf(BusinessException.class);
        assertThat(find(made.key())).isPresent();
    }

    @Test
    void refusesForeignSendersAndUnknownScopes() {
        assertThatThrownBy(() -> database.call(caller, () -> service.create(shop(123_456L))))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.code()).isEqualTo("sender_unknown"));
        SaveApiKey unknown = new SaveApiKey("Shop", null, List.of("everything"), List.of());
        assertThatThrownBy(() -> database.call(caller, () -> service.create(unknown)))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.code()).isEqualTo("api_key_scopes"));
    }
}
