package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** How fast it is, beside what the bare technique does on the same machine in the same run. Times are only reported. */
@Tag("load")
@Tag("heavy")
class LoadIT {

    private static final int ROWS = Integer.getInteger("heliograph.load.rows", 1_000_000);

    private static Carrier carrier;
    private static Product product;

    @BeforeAll
    static void start() {
        carrier = Carrier.start();
        product = Product.create(Product.newDirectory("load"), carrier.properties())
                .start();
    }

    @AfterAll
    static void stop() {
        product.close();
        carrier.close();
    }

    @Test
    void aMillionRowsAreImportedWhileThePortalIsUsed() throws SQLException, IOException {
        Rows rows = Rows.of(product);
        long server = product.part("payara-micro.jar").pid();
        Path file = ContactFile.write("2127", ROWS);
        long before = Sampler.liveHeap(server);
        try (Portal user = Portal.signIn(product, "marketer");
                Portal admin = Portal.signIn(product, "admin");
                Sampler login = Sampler.ofPage(product.address() + "/login.xhtml");
                Sampler contacts =
                        Sampler.ofPage(product.address() + "/contact/contacts.xhtml", "Cookie", cookies(user));
                Sampler memory = Sampler.ofMemory(server);
                Sampler progress = Sampler.of(() -> rows.number("select max(rows_done) from import_job"), 1_000)) {
            long start = System.nanoTime();
            Map<String, Long> imported =
                    admin.importContacts(file, "load", Map.of("phone1", "Phone number"), "Not import");
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(imported).containsEntry("created", (long) ROWS);
            login.report("login page during the import", "ms");
            contacts.report("contacts page during the import", "ms");
            memory.report("server memory during the import", "MiB");
            Figures.add(
                    "steps of progress seen",
                    List.copyOf(new java.util.HashSet<>(progress.stop())).size(),
                    "steps");
            Figures.add("live heap before the import", before, "MiB");
            Figures.add("live heap after the import", Sampler.liveHeap(server), "MiB");
            Figures.add("import through the wizard", ROWS / seconds, "rows/s", bareCopy(rows));
        }
    }

    private static String cookies(Portal portal) {
        return portal.page().context().cookies().stream()
                .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
    }

    /** The same rows, by one COPY into an equal table; rows a second. */
    private static double bareCopy(Rows rows) throws SQLException, IOException {
        try (Connection connection = rows.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table bare_copy (like contact including all)");
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < ROWS; i++) {
                String phone = "+12127" + String.format("%06d", i);
                text.append("1\t")
                        .append(phone)
                        .append("\t{\"first_name\": \"Person ")
                        .append(i)
                        .append("\", \"city\": \"New York, NY\", \"email\": \"person")
                        .append(i)
                        .append("@example.com\"}\n");
            }
            long start = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy bare_copy (company_id, phone, attributes) from stdin",
                            new StringReader(text.toString()));
            double seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("drop table bare_copy");
            return ROWS / seconds;
        }
    }
}
