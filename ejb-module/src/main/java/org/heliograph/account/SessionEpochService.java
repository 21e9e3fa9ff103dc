package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Tells which sessions of a user still stand: those of the user's present epoch. Called for the platform. */
@Stateless
@Tenanted
public class SessionEpochService {

    @Inject
    private Jdbi jdbi;

    /** Empty if the user is disabled or gone, and no session stands. */
    public Optional<Integer> find(long userId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select session_epoch from app_user where id = :id and enabled")
                        .bind("id", userId)
                        .mapTo(Integer.class)
                        .findOne());
    }
}
