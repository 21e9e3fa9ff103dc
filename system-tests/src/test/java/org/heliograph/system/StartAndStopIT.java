package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Starting, stopping, being killed, starting again; and what keeps it from starting is said in one line. */
class StartAndStopIT {

    private static final Duration STOP = Duration.ofSeconds(60);

    @Test
    @Tag("heavy")
    @Tag("faults")
    void nothingIsLeftBehindAndNothingIsLost() {
        try (Product product = Product.create(Product.newDirectory("stop"), Map.of())) {
            product.start();
            String id = new Api(product).deliverSms("+12125562001");
            stop(product, "TERM");

            product.start();
            assertThat(new Api(product).state(id)).isEqualToIgnoringCase("delivered");
            stop(product, "INT");

            product.start();
            product.launcher().destroyForcibly();
            Eventually.get(STOP, "the Java children to end", product::processes, left -> left.stream()
                    .allMatch(process -> process.info().command().orElse("").endsWith("postgres")));
            assertThat(isOpen(product, "db.port")).as("PostgreSQL is left over").isTrue();

            product.start();
            assertThat(new Api(product).state(id)).isEqualToIgnoringCase("delivered");
            stop(product, "TERM");
        }
    }

    private static void stop(Product product, String signal) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(product.launcher().pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        product.awaitExit(STOP);
        assertThat(product.output()).contains("Heliograph has stopped.");
        assertThat(product.processes()).as("left behind").isEmpty();
        for (String port : List.of("http.port", "db.port", "jms.port", "simulator.port", "smpp.port")) {
            assertThat(isOpen(product, port)).as(port).isFalse();
        }
    }

    private static boolean isOpen(Product product, String port) {
        return Background.isOpen(Integer.parseInt(product.property(port)));
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(busy.getLocalPort());
            assertThat(refusal(Map.of("heliograph.http.port", port))).contains(port, "in use", "heliograph.http.port");
        }
    }

    @Test
    void aPortThatIsNoneIsNamed() {
        assertThat(refusal(Map.of("heliograph.db.port", "99999"))).contains("heliograph.db.port", "99999");
        assertThat(refusal(Map.of("heliograph.db.port", "five"))).contains("heliograph.db.port", "five");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        int nobody = Product.freePort();
        assertThat(refusal(Map.of(
                        "heliograph.db.url",
                        "jdbc:postgresql://localhost:" + nobody + "/x?user=heliograph&password=x")))
                .contains("localhost:" + nobody);
        assertThat(refusal(Map.of("heliograph.db.url", "postgres://localhost")))
                .contains("heliograph.db.url", "jdbc:postgresql://");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(Product.newDirectory("read-only").resolve("file"));
        assertThat(refusal(file.resolve("data"), Map.of())).contains(file.toString(), "heliograph.data");
    }

    private static String refusal(Map<String, String> properties) {
        return refusal(Product.newDirectory("refused"), properties);
    }

    /** The line; the last one, and the only one that says why. */
    private static String refusal(Path data, Map<String, String> properties) {
        Product product = Product.create(data, properties);
        product.launch();
        assertThat(product.awaitExit(STOP)).as(product.output()).isEqualTo(2);
        assertThat(product.output()).doesNotContain("\tat ").doesNotContain("Exception");
        List<String> lines = product.output()
                .lines()
                .filter(line -> line.startsWith("Heliograph cannot run: "))
                .toList();
        assertThat(lines).as(product.output()).hasSize(1);
        return lines.get(0);
    }
}
