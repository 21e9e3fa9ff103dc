package org.heliograph.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kannel, the open SMS gateway, where it is installed: the same messages to the same carrier, in over HTTP, receipts out
 * over HTTP, its store in files, a window of 100.
 */
final class Kannel {

    /** Enough to keep it busy: with 20 it sent 645 to 867 a second, with 100 986. */
    private static final int SENDERS = 100;

    private static final String CONFIGURATION =
            """
            group = core
            admin-port = %1$d
            smsbox-port = %2$d
            admin-password = bench
            log-file = "%5$s/bearerbox.log"
            log-level = 3
            store-type = file
            store-location = "%5$s/store"
            dlr-storage = internal
            box-allow-ip = 127.0.0.1

            group = smsc
            smsc = smpp
            host = localhost
            port = %4$d
            transceiver-mode = true
            smsc-username = heliograph
            smsc-password = secret
            system-type = ""
            max-pending-submits = 100

            group = smsbox
            bearerbox-host = localhost
            bearerbox-port = %2$d
            sendsms-port = %3$d
            log-file = "%5$s/smsbox.log"
            log-level = 3

            group = sendsms-user
            username = bench
            password = bench
            max-messages = 10

            group = sms-service
            keyword = default
            text = ""
            max-messages = 0
            """;

    private final Path bearerbox;
    private final Path smsbox;

    private Kannel(Path bearerbox, Path smsbox) {
        this.bearerbox = bearerbox;
        this.smsbox = smsbox;
    }

    static Optional<Kannel> find() {
        return program("bearerbox").flatMap(bearer -> program("smsbox").map(sms -> new Kannel(bearer, sms)));
    }

    private static Optional<Path> program(String name) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Sends through a Kannel of its own and waits for all receipts; messages a second. */
    double run(int smppPort, String prefix, int messages) throws IOException, InterruptedException {
        Path folder = Product.newDirectory("kannel");
        int gateway = Product.freePort();
        int sending = Product.freePort();
        Path configuration = folder.resolve("kannel.conf");
        Files.writeString(
                configuration, CONFIGURATION.formatted(Product.freePort(), gateway, sending, smppPort, folder));
        CountDownLatch receipts = new CountDownLatch(messages);
        HttpServer receiver = receiver(receipts);
        Process bearer = start(folder, bearerbox, configuration);
        Process sms = null;
        try {
            Eventually.isTrue(Duration.ofSeconds(30), "bearerbox", () -> Background.isOpen(gateway));
            sms = start(folder, smsbox, configuration);
            Eventually.isTrue(Duration.ofSeconds(30), "smsbox", () -> Background.isOpen(sending));
            long start = System.nanoTime();
            send(sending, receiver.getAddress().getPort(), prefix, messages);
            if (!receipts.await(5, TimeUnit.MINUTES)) {
                throw new AssertionError(receipts.getCount() + " receipts are missing");
            }
            return messages / ((System.nanoTime() - start) / 1e9);
        } finally {
            if (sms != null) {
                sms.destroyForcibly();
            }
            bearer.destroyForcibly();
            receiver.stop(0);
        }
    }

    private static HttpServer receiver(CountDownLatch receipts) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            receipts.countDown();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        return server;
    }

    private static Process start(Path folder, Path program, Path configuration) {
        try {
            return new ProcessBuilder(program.toString(), configuration.toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            folder.resolve(program.getFileName() + ".out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(int port, int receiver, String prefix, int messages) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Parallel.run(SENDERS, messages, n -> {
            String number = prefix + String.format("%07d", n);
            URI address = URI.create("http://localhost:" + port
                    + "/cgi-bin/sendsms?username=bench&password=bench&from=Heliograph&to=%2B" + number
                    + "&text=A+text+for+%2B" + number + "&dlr-mask=3&dlr-url=http%3A%2F%2Flocalhost%3A" + receiver
                    + "%2F");
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != 202) {
                throw new AssertionError("Kannel answered " + answer.statusCode());
            }
        });
    }
}
