package org.heliograph.platform.grid;

import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Reads grids. Rows are maps by column key, with {@code id} added. */
@Stateless
@Tenanted
public class GridService {

    /** Up to here rows are counted one by one; beyond, the planner's estimate is good enough for a footer. */
    private static final int COUNT_LIMIT = 100_000;

    private static final int FETCH_SIZE = 1_000;

    @Inject
    private Jdbi jdbi;

    @Inject
    @Any
    private Instance<GridSource> sources;

    public GridDefinition definition(String name) {
        GridDefinition definition = sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("grid_unknown", null, name))
                .definition();
        if (!Callers.get().may(definition.permission())) {
            throw new ForbiddenException("forbidden", null);
        }
        return definition;
    }

    public List<Map<String, Object>> page(String name, GridQuery query, ZoneId zone, int first, int size) {
        GridSql sql = new GridSql(definition(name), query, zone);
        return jdbi.withHandle(handle -> bound(handle, sql.rows() + " limit :limit offset :offset", sql)
                .bind("limit", size)
                .bind("offset", first)
                .map(ROW)
                .list());
    }

    public GridCount count(String name, GridQuery query, ZoneId zone) {
        GridSql sql = new GridSql(definition(name), query, zone);
        return jdbi.withHandle(handle -> {
            long counted = bound(handle, "select count(*) from (" + sql.ids() + " limit :limit) counted", sql)
                    .bind("limit", COUNT_LIMIT + 1)
                    .mapTo(Long.class)
                    .one();
            return counted <= COUNT_LIMIT ? new GridCount(counted, true) : new GridCount(estimate(handle, sql), false);
        });
    }

    /** Hands every row of the query to the consumer, in order, without holding them in memory. */
    public void forEach(String name, GridQuery query, ZoneId zone, Consumer<Map<String, Object>> consumer) {
        GridSql sql = new GridSql(definition(name), query, zone);
        jdbi.useHandle(handle ->
                bound(handle, sql.rows(), sql).setFetchSize(FETCH_SIZE).map(ROW).forEach(consumer));
    }

    /**
     * The next rows in descending order of their keys, whatever the query's order: pages of any depth cost the same.
     *
     * @param after key of the last row read; null to start
     */
    public List<Map<String, Object>> pageAfter(String name, GridQuery query, ZoneId zone, Object after, int size) {
        GridSql sql = new GridSql(definition(name), query, zone);
        return jdbi.withHandle(handle -> {
            Query rows = bound(handle, sql.rowsAfter(after == null) + " limit :limit", sql)
                    .bind("limit", size);
            return (after == null ? rows : rows.bind("after", after)).map(ROW).list();
        });
    }

    /** The query as a part of another statement; its columns are named by their keys. */
    public GridSelection selection(String name, GridQuery query, ZoneId zone) {
        GridSql sql = new GridSql(definition(name), query, zone);
        return new GridSelection(sql.select(), sql.bindings());
    }

    private static long estimate(Handle handle, GridSql sql) {
        String plan = bound(handle, "explain (format json) " + sql.ids(), sql)
                .mapTo(String.class)
                .one();
        try {
            long rows = Json.MAPPER
                    .readTree(plan)
                    .get(0)
                    .get("Plan")
                    .get("Plan Rows")
                    .asLong();
            return Math.max(rows, COUNT_LIMIT + 1L);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL's plan is no JSON", e);
        }
    }

    private static Query bound(Handle handle, String text, GridSql sql) {
        return handle.createQuery(text).bindMap(sql.bindings());
    }

    private static final RowMapper<Map<String, Object>> ROW = (result, context) -> {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.put(result.getMetaData().getColumnLabel(i), value(result.getObject(i)));
        }
        return row;
    };

    private static Object value(Object value) throws SQLException {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof Array array) {
            return Arrays.asList((Object[]) array.getArray());
        }
        if (value instanceof org.postgresql.util.PGobject object) {
            return object.getValue();
        }
        return value;
    }
}
