package org.heliograph.asset;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.Optional;
import org.heliograph.asset.internal.MediaFiles;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Files of all companies by their tokens, which nobody can guess. Called as the platform itself. */
@Stateless
@Tenanted
public class PublishedFiles {

    @Inject
    private Jdbi jdbi;

    /** Empty for an unknown token, and while a shared data folder does not have the file. */
    public Optional<PublishedFile> find(String token) {
        return jdbi.withHandle(
                        handle -> handle.createQuery("select company_id, name, format from media where token = :token")
                                .bind("token", token)
                                .map((row, context) -> new PublishedFile(
                                        MediaFiles.of(row.getLong("company_id"), token),
                                        row.getString("name"),
                                        MediaFormat.valueOf(row.getString("format"))))
                                .findOne())
                .filter(file -> Files.isRegularFile(file.path()));
    }
}
