package org.heliograph.platform.persistence;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** What the database says of itself. */
@Stateless
@Tenanted
public class DatabaseServer {

    @Inject
    private Jdbi jdbi;

    public String version() {
        return jdbi.withHandle(handle ->
                handle.createQuery("show server_version").mapTo(String.class).one());
    }
}
