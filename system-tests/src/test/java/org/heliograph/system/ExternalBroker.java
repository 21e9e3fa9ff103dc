package org.heliograph.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OpenMQ broker that is not the launcher's, as an operator would run it. */
final class ExternalBroker implements AutoCloseable {

    private final int port = Product.freePort();
    private final Background process;

    ExternalBroker() {
        Path data = Product.newDirectory("broker");
        Path lib = lib(Path.of(System.getProperty("heliograph.dist"), "openmq"));
        process = new Background(
                data,
                port,
                List.of(
                        "-Xmx384m",
                        "-Dimq.home=" + lib.getParent(),
                        "-Dimq.libhome=" + lib,
                        "-Dimq.etchome=" + lib.getParent().resolve("etc"),
                        "-Dimq.varhome=" + data,
                        "-Dimq.hostname=localhost",
                        "-Dimq.autocreate.queue.maxNumActiveConsumers=-1",
                        "-Dimq.autocreate.destination.maxNumProducers=-1",
                        "-Dimq.persist.file.sync.enabled=true",
                        "-cp",
                        Stream.of("imqbroker.jar", "imqutil.jar", "imq.jar", "jms.jar")
                                .map(jar -> lib.resolve(jar).toString())
                                .collect(Collectors.joining(System.getProperty("path.separator"))),
                        "com.sun.messaging.jmq.jmsserver.Broker",
                        "-name",
                        "test",
                        "-port",
                        Integer.toString(port),
                        "-silent"));
    }

    private static Path lib(Path unpacked) {
        try (Stream<Path> paths = Files.walk(unpacked, 4)) {
            return paths.filter(path -> path.endsWith(Path.of("lib", "imqbroker.jar")))
                    .map(Path::getParent)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ExternalBroker start() {
        process.start();
        return this;
    }

    /** With the user that a new broker has. */
    String url() {
        return "mq://guest:guest@localhost:" + port + "/";
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
