package org.heliograph.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a newcomer needs once everything is up; printed, and kept in {@code demo.txt} for scripts. */
final class Welcome {

    /** The demo company's users; the application makes them at its first start. */
    private static final String DEMO_PASSWORD = "Heliograph-1";

    private Welcome() {}

    static void announce(LocalSettings settings, Credentials credentials, PrintStream out) {
        List<String> lines = List.of(
                "address: " + settings.httpAddress(),
                "login: admin / " + DEMO_PASSWORD + " (Admin)",
                "login: marketer / " + DEMO_PASSWORD + " (Broadcast manager)",
                "login: finance / " + DEMO_PASSWORD + " (Finance manager)",
                "login: noc / " + DEMO_PASSWORD + " (NOC engineer)",
                "api key: " + credentials.get("demo.api.key"),
                "sms sender: Heliograph",
                "rcs sender: heliograph-agent",
                "email sender: hello@heliograph.example",
                "handset: " + settings.simulatorAddress() + "/handset",
                "simulator: " + settings.simulatorAddress(),
                "openapi: " + settings.httpAddress() + "/openapi");
        Path file = settings.data().resolve("demo.txt");
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new StartupException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
        out.println();
        Stream.concat(Stream.of("Heliograph is ready."), lines.stream().map(line -> "  " + line))
                .forEach(out::println);
        out.println("Press Ctrl-C to stop; the data stays in " + settings.data());
        out.println();
    }
}
