package org.heliograph.local;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine must offer before anything is started. */
final class Machine {

    private static final long NEEDED_MEBIBYTES = 1_500;

    private Machine() {}

    static void check(LocalSettings settings) {
        checkJava(Runtime.version().feature());
        checkMemory();
        checkDirectory(settings.data());
        checkPort(settings.httpPort(), "the portal", "http.port");
        if (settings.embeddedDatabase()) {
            checkPort(settings.dbPort(), "PostgreSQL", "db.port");
        }
        if (settings.embeddedBroker()) {
            checkPort(settings.jmsPort(), "the message broker", "jms.port");
        }
        if (settings.ownSimulator()) {
            checkPort(settings.simulatorPort(), "the simulator", "simulator.port");
            checkPort(settings.smppPort(), "the simulator's SMSC", "smpp.port");
            checkPort(settings.smtpPort(), "the simulator's mail server", "smtp.port");
        }
        checkPort(settings.bouncePort(), "returned mail", "bounce.port");
    }

    static void checkJava(int version) {
        if (version != 17 && version != 21) {
            throw new StartupException(
                    "Heliograph runs on JDK 17 or 21, this is " + version + ". Point JAVA_HOME at a JDK 17.");
        }
    }

    private static void checkMemory() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return;
        }
        long free = availableBytes(system) / (1024 * 1024);
        if (free < NEEDED_MEBIBYTES) {
            throw new StartupException("Heliograph needs " + NEEDED_MEBIBYTES + " MiB of free memory, this machine has "
                    + free + " MiB. Close something and try again.");
        }
    }

    /** Linux counts what its file cache would give back; other systems report plain free memory, so take the total. */
    private static long availableBytes(OperatingSystemMXBean system) {
        Path meminfo = Path.of("/proc/meminfo");
        if (Files.isReadable(meminfo)) {
            try {
                for (String line : Files.readAllLines(meminfo)) {
                    if (line.startsWith("MemAvailable:")) {
                        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                    }
                }
            } catch (IOException ignored) {
                // fall through to the portable figure
            }
        }
        return system.getTotalMemorySize();
    }

    private static void checkDirectory(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new StartupException(
                    "The data directory " + data + " cannot be created; set another with -Dheliograph.data=…", e);
        }
        if (!Files.isWritable(data)) {
            throw new StartupException(
                    "The data directory " + data + " cannot be written to; set another with -Dheliograph.data=…");
        }
    }

    static void checkPort(int port, String what, String property) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StartupException(
                    "Port " + port + " (" + what + ") is in use; free it or set another with -Dheliograph." + property
                            + "=…",
                    e);
        }
    }
}
