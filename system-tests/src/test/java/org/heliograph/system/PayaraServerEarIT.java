package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/** The EAR on Payara Server does what the bundle on Payara Micro does: the same tests, then again after a redeployment. */
@Tag("heavy")
@Tag("payara-server")
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class PayaraServerEarIT {

    private static final Duration RELEASE = Duration.ofSeconds(30);

    private static PayaraServer server;

    @BeforeAll
    static void start() {
        server = PayaraServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            Eventually.isTrue(RELEASE, "the ports to be free again", server::hasLeftItsPorts);
        }
    }

    @Nested
    @Order(1)
    class Messages extends MessageApiIT {
        @Override
        Installation installation() {
            return server;
        }
    }

    @Nested
    @Order(2)
    class MainJob extends MainJobIT {
        @Override
        Installation installation() {
            return server;
        }
    }

    @Nested
    @Order(3)
    class Redeployment {

        @Test
        void leavesJobsAndQueuesWorking() {
            server.deploy();
            try (Portal portal = Portal.signIn(server, "admin")) {
                assertThat(portal.importContacts(
                                ContactFile.write("2125571", 20), "redeployed", MainJobIT.MAPPING, "Not import"))
                        .containsEntry("created", 20L);
            }
        }
    }
}
