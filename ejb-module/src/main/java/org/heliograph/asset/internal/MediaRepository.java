package org.heliograph.asset.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.heliograph.asset.Media;
import org.heliograph.asset.MediaFormat;
import org.heliograph.asset.MediaUse;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** The media library in the database. */
@ApplicationScoped
public class MediaRepository {

    private static final String COLUMNS = "id, name, format, bytes, width, height, token";
    private static final int MOST = 60;

    @Inject
    private Jdbi jdbi;

    public Optional<Media> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from media where id = :id and company_id = :company")
                .bind("id", id)
                .bind("company", Callers.get().company())
                .map((row, context) -> read(row))
                .findOne());
    }

    public List<Media> list(MediaUse use, String search) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from media"
                        + " where company_id = :company and format = any(:formats) and bytes <= :bytes"
                        + " and strpos(lower(name), lower(:search)) > 0 order by id desc limit " + MOST)
                .bind("company", Callers.get().company())
                .bind("formats", use.formats().stream().map(Enum::name).toArray(String[]::new))
                .bind("bytes", use.bytes())
                .bind("search", search)
                .map((row, context) -> read(row))
                .list());
    }

    /** Stores it; returns it with its id. */
    public Media insert(Media media) {
        return jdbi.withHandle(handle -> handle.createQuery("insert into media"
                        + " (company_id, name, kind, format, bytes, width, height, token, created_by)"
                        + " values (:company, :name, :kind, :format, :bytes, :width::integer, :height::integer, :token,"
                        + " :user::bigint) returning " + COLUMNS)
                .bind("company", Callers.get().company())
                .bind("name", media.name())
                .bind("kind", media.format().kind().name())
                .bind("format", media.format().name())
                .bind("bytes", media.bytes())
                .bind("width", media.width())
                .bind("height", media.height())
                .bind("token", media.token())
                .bind("user", Callers.get().userId())
                .map((row, context) -> read(row))
                .one());
    }

    public void delete(long id) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from media where id = ? and company_id = ?",
                id,
                Callers.get().company()));
    }

    private static Media read(ResultSet row) throws SQLException {
        return new Media(
                row.getLong("id"),
                row.getString("name"),
                MediaFormat.valueOf(row.getString("format")),
                row.getLong("bytes"),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                row.getString("token"));
    }
}
