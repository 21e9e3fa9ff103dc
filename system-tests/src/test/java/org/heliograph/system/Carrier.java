package org.heliograph.system;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A carrier simulator of its own process, so that its ledger outlives the product. */
final class Carrier implements AutoCloseable {

    private final int httpPort = Product.freePort();
    private final int smppPort = Product.freePort();
    private final int smtpPort = Product.freePort();
    private final Background process;

    private Carrier() {
        Path data = Product.newDirectory("carrier");
        process = new Background(
                data,
                httpPort,
                List.of(
                        // Its ledger of a million messages would be collected whole, while every broadcast stands
                        // still.
                        "-Xmx768m",
                        "-XX:+UseG1GC",
                        "-Dsimulator.http.port=" + httpPort,
                        "-Dsimulator.smpp.port=" + smppPort,
                        "-Dsimulator.smtp.port=" + smtpPort,
                        "-Dsimulator.data=" + data,
                        "-cp",
                        Background.classPath(),
                        "org.heliograph.simulator.Simulator"));
    }

    static Carrier start() {
        Carrier carrier = new Carrier();
        carrier.process.start();
        return carrier;
    }

    /** What the product has to be told to use it. */
    Map<String, String> properties() {
        return new HashMap<>(Map.of(
                "heliograph.simulator.url", "http://localhost:" + httpPort,
                "heliograph.smpp.port", Integer.toString(smppPort),
                "heliograph.smtp.port", Integer.toString(smtpPort)));
    }

    int smppPort() {
        return smppPort;
    }

    @Override
    public void close() {
        process.close();
    }
}
