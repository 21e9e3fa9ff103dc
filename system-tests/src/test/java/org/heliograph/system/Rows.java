package org.heliograph.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The product's database, used as its superuser. One connection, tried before each question, since the server may be
 * another by then; one for each question would cost the server more than the answer. Thread-safe.
 */
final class Rows {

    private static final int SECONDS = 5;

    private final String url;
    private Connection open;

    private Rows(String url) {
        this.url = url;
    }

    static Rows of(Product product) {
        return at(product.databasePort());
    }

    static Rows at(int port) {
        return new Rows("jdbc:postgresql://localhost:" + port
                + "/heliograph?user=postgres&password=postgres&prepareThreshold=0");
    }

    /** Where it is, with the superuser's password. */
    String url() {
        return url;
    }

    /** One of the caller's own. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    private Connection connection() throws SQLException {
        if (open != null && !open.isValid(SECONDS)) {
            open.close();
            open = null;
        }
        if (open == null) {
            open = connect();
        }
        return open;
    }

    long number(String sql, Object... parameters) {
        return query(sql, parameters, row -> row.next() ? row.getLong(1) : 0);
    }

    String text(String sql, Object... parameters) {
        return query(sql, parameters, row -> row.next() ? row.getString(1) : "");
    }

    /** The second column by the first; no zeros. */
    Map<String, Long> counts(String sql, Object... parameters) {
        return query(sql, parameters, row -> {
            Map<String, Long> counts = new HashMap<>();
            while (row.next()) {
                if (row.getLong(2) != 0) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        });
    }

    /** The second column by the first. */
    Map<String, String> texts(String sql, Object... parameters) {
        return query(sql, parameters, row -> {
            Map<String, String> texts = new HashMap<>();
            while (row.next()) {
                texts.put(row.getString(1), row.getString(2));
            }
            return texts;
        });
    }

    Set<String> set(String sql, Object... parameters) {
        return query(sql, parameters, row -> {
            Set<String> values = new HashSet<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        });
    }

    /** For what a test cannot wait for, such as time. Returns how many rows have changed. */
    synchronized int update(String sql, Object... parameters) {
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private synchronized <T> T query(String sql, Object[] parameters, Reader<T> reader) {
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
