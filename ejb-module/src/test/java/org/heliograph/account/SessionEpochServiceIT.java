package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends a user's sessions, and what does not. */
class SessionEpochServiceIT {

    private final TestDatabase database = TestDatabase.get();
    private final SessionEpochService service = TestDatabase.wire(new SessionEpochService(), database.jdbi());
    private Caller user;
    private int before;

    @BeforeEach
    void company() {
        user = database.newCompany();
        before = epoch().orElseThrow();
    }

    private Optional<Integer> epoch() {
        return database.call(Caller.SYSTEM, () -> service.find(user.user()));
    }

    private void set(String what) {
        database.asSuperuser("update app_user set " + what + " where id = " + user.user());
    }

    @Test
    void anotherPasswordEndsThem() {
        set("password_hash = 'another'");
        assertThat(epoch()).contains(before + 1);
    }

    @Test
    void aDisabledUserHasNoneAndGetsNoneBackWhenEnabledAgain() {
        set("enabled = false");
        assertThat(epoch()).isEmpty();
        set("enabled = true");
        assertThat(epoch()).contains(before + 1);
    }

    @Test
    void aDeletedUserHasNone() {
        database.asSuperuser("delete from app_user where id = " + user.user());
        assertThat(epoch()).isEmpty();
    }

    @Test
    void otherChangesLeaveThemOpen() {
        set("language = 'es', failed_sign_ins = 2, last_access_at = now()");
        assertThat(epoch()).contains(before);
    }
}
