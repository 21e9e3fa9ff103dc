package org.heliograph.asset.internal;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.heliograph.asset.Media;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** The short transactions beside the slow copying of files. */
@Stateless
@Tenanted
public class MediaRows {

    @Inject
    private MediaRepository media;

    @Inject
    private Jdbi jdbi;

    /** Stores an uploaded file's row; returns it with its id. */
    public Media insert(Media uploaded) {
        return media.insert(uploaded);
    }

    /** Those of the tokens that belong to a file, of whatever company. Called for the platform. */
    public Set<String> known(Collection<String> tokens) {
        return new HashSet<>(
                jdbi.withHandle(handle -> handle.createQuery("select token from media where token = any(:tokens)")
                        .bind("tokens", tokens.toArray(String[]::new))
                        .mapTo(String.class)
                        .list()));
    }
}
