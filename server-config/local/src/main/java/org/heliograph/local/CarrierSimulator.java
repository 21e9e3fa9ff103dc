package org.heliograph.local;

import java.util.List;

/** The carrier simulator as a child process, its ledger and keys in the data directory. */
final class CarrierSimulator {

    private CarrierSimulator() {}

    static ChildProcess start(LocalSettings settings, Credentials credentials) {
        return ChildProcess.java(
                "simulator",
                settings,
                List.of(
                        "-Xms64m",
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-Dsimulator.http.port=" + settings.simulatorPort(),
                        "-Dsimulator.smpp.port=" + settings.smppPort(),
                        "-Dsimulator.smtp.port=" + settings.smtpPort(),
                        "-Dsimulator.bounce.smtp=localhost:" + settings.bouncePort(),
                        "-Dsimulator.rbm.webhook=" + settings.httpAddress() + "/webhooks/"
                                + credentials.get("rbm.webhook.key"),
                        "-Dsimulator.rbm.clientToken=" + credentials.get("rbm.client.token"),
                        "-Dsimulator.data=" + settings.data().resolve("simulator"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.heliograph.simulator.Simulator"));
    }
}
