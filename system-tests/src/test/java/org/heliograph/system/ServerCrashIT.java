package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The application server dies in the middle of a broadcast. After a start the broadcast completes by itself, nobody is
 * missing, and whoever got a message twice is marked so.
 */
@Tag("faults")
@Tag("heavy")
class ServerCrashIT {

    private static final int RECIPIENTS = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Test
    void aBroadcastSurvivesTheDeathOfTheServer() throws Exception {
        Path data = Product.newDirectory("crash");
        Path contacts = ContactFile.write("21255", RECIPIENTS);
        try (Product product = Product.create(data, Map.of())) {
            product.start();
            CarrierSide carrier = new CarrierSide(product);
            carrier.behave("{\"sms\": {\"delayMinMs\": 100, \"delayMaxMs\": 500}}");
            try (Portal portal = Portal.signIn(product, "admin")) {
                portal.importContacts(contacts, "crash", Map.of("phone1", "Phone number"), "Not import");
                portal.newBroadcast("Crash", "crash");
                portal.addSms("Heliograph", "Survive {{attribute.phoneNumber}}", 5);
                portal.launch();
            }
            Eventually.isTrue(LIMIT, "a part to be sent", () -> submits(carrier) > RECIPIENTS / 10);
            long sentBefore = submits(carrier);
            product.part("payara-micro.jar").destroyForcibly();
            assertThat(product.awaitExit(Duration.ofMinutes(2))).isNotZero();
            assertThat(sentBefore).isLessThan(RECIPIENTS);

            Map<String, Integer> before = new HashMap<>();
            // The simulator has died with the rest; what it had received is counted from the database's own record.
            product.start();
            CarrierSide after = new CarrierSide(product);
            try (Portal portal = Portal.signIn(product, "admin")) {
                portal.open("/broadcast/broadcasts.xhtml");
                Eventually.get(LIMIT, "Complete", () -> portal.broadcastStatus("Crash"), "Complete"::equals);
            }
            try (Connection database = connect(product)) {
                assertThat(number(database, "select count(*) from recipient where state = 'SUCCESSFUL'"))
                        .isEqualTo(RECIPIENTS);
                assertThat(number(database, "select count(*) from message where state = 'DELIVERED'"))
                        .isEqualTo(RECIPIENTS);
                assertThat(number(database, "select count(distinct address) from message"))
                        .isEqualTo(RECIPIENTS);
                for (JsonNode entry : after.received("sms", "+1")) {
                    before.merge(entry.get("recipient").asText(), 1, Integer::sum);
                }
                long twice = before.values().stream().filter(times -> times > 1).count();
                long repeated = number(database, "select count(*) from message where repeated");
                assertThat(twice).isLessThanOrEqualTo(repeated);
            }
        }
    }

    private static long submits(CarrierSide carrier) {
        return carrier.stats().get("events").get("SMS_SUBMITS").get("total").asLong();
    }

    private static Connection connect(Product product) throws SQLException, java.io.IOException {
        Properties credentials = new Properties();
        try (var reader = java.nio.file.Files.newBufferedReader(product.data().resolve("credentials.properties"))) {
            credentials.load(reader);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + product.property("db.port") + "/heliograph",
                "heliograph",
                credentials.getProperty("db.owner.password"));
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static List<Integer> none() {
        return List.of();
    }
}
