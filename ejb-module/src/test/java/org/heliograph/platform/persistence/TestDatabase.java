package org.heliograph.platform.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * A real PostgreSQL with our schema, used as the application's role, so that row-level security holds. Started once for
 * all tests of a run. Work happens in transactions for a caller, as in the container.
 */
public final class TestDatabase {

    private static final String ROLE = "heliograph_app";
    private static final TestDatabase INSTANCE = new TestDatabase();

    private final ThreadLocal<Connection> current = new ThreadLocal<>();
    private final EmbeddedPostgres server;
    private final String url;
    private final Jdbi jdbi;

    private TestDatabase() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(java.time.Duration.ofMinutes(1))
                    .start();
            try (Connection owner = server.getPostgresDatabase().getConnection();
                    Statement statement = owner.createStatement()) {
                statement.execute("create role " + ROLE + " login password 'test'");
            }
            Flyway.configure()
                    .dataSource(server.getPostgresDatabase())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?stringtype=unspecified";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        ConnectionFactory connections = this::shared;
        jdbi = JdbiProducer.configure(Jdbi.create(connections));
        jdbi.setTransactionHandler(new CMTTransactionHandler());
    }

    public static TestDatabase get() {
        return INSTANCE;
    }

    /** Usable inside of transactions. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** A company with one user, new for each test, so that tests do not see one another's rows. */
    public Caller newCompany() {
        return call(
                Caller.SYSTEM,
                () -> jdbi.withHandle(handle -> {
                    long company = handle.createQuery("insert into company (name, default_country, time_zone)"
                                    + " values ('Test', 'US', 'America/New_York') returning id")
                            .mapTo(Long.class)
                            .one();
                    long user = handle.createQuery("insert into app_user"
                                    + " (company_id, login, password_hash, first_name, last_name, email)"
                                    + " values (:company, :login, '', 'Ada', 'Morse', 'ada@test.example') returning id")
                            .bind("company", company)
                            .bind("login", "user" + company)
                            .mapTo(Long.class)
                            .one();
                    return new Caller(company, user, "ada", java.util.Set.of("*"));
                }));
    }

    /** Past every rule, to prepare what a test then looks at. */
    public void asSuperuser(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(Caller caller, Runnable work) {
        call(caller, () -> {
            work.run();
            return null;
        });
    }

    /** How its owner reads a table of many rows, without row-level security. */
    public String planWithoutScans(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("explain " + sql)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A transaction; rolled back if the work throws. */
    public <T> T call(Caller caller, Supplier<T> work) {
        try (Connection connection = DriverManager.getConnection(url, ROLE, "test")) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(
                    "select set_config('heliograph.company', ?, true), set_config('heliograph.scope', ?, true)")) {
                statement.setString(1, caller.companyId() == null ? "" : Long.toString(caller.companyId()));
                statement.setString(2, caller.companyId() == null ? "system" : "");
                statement.execute();
            }
            Connection before = current.get();
            current.set(connection);
            try {
                T result = Callers.callAs(caller, work);
                connection.commit();
                return result;
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                current.set(before);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection shared() {
        Connection connection = current.get();
        if (connection == null) {
            throw new IllegalStateException("Used outside of a transaction.");
        }
        return (Connection) Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, values);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Sets a bean's fields as the container would: each to the one of the parts that fits its type. */
    public static <T> T wire(T bean, Object... parts) {
        for (Class<?> type = bean.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                for (Object part : parts) {
                    if (field.getType().isInstance(part)) {
                        set(bean, field, part);
                    }
                }
            }
        }
        return bean;
    }

    private static void set(Object bean, Field field, Object value) {
        try {
            field.setAccessible(true);
            field.set(bean, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
