package org.heliograph.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be set from the command line with {@code -D}. An empty URL means: run one of our own.
 *
 * @param dist folder with the collected parts (Payara Micro, broker, driver, bundle)
 * @param agent the jar of this module, attached to child JVMs as {@link ParentWatch}
 * @param data where databases, queues, keys and logs are kept between starts
 */
public record LocalSettings(
        Path dist,
        Path agent,
        Path data,
        int httpPort,
        String dbUrl,
        int dbPort,
        String jmsUrl,
        int jmsPort,
        String simulatorUrl,
        int simulatorPort,
        int smppPort,
        int smtpPort,
        int bouncePort) {

    private static final String PREFIX = "heliograph.";

    public static LocalSettings fromSystemProperties() {
        return new LocalSettings(
                path("dist", null),
                path("agent", null),
                path("data", ".heliograph"),
                port("http.port", 8080),
                text("db.url", ""),
                port("db.port", 5433),
                text("jms.url", ""),
                port("jms.port", 7677),
                text("simulator.url", ""),
                port("simulator.port", 8090),
                port("smpp.port", 2775),
                port("smtp.port", 2525),
                port("bounce.port", 2526));
    }

    public boolean embeddedDatabase() {
        return dbUrl.isEmpty();
    }

    public boolean embeddedBroker() {
        return jmsUrl.isEmpty();
    }

    public String httpAddress() {
        return "http://localhost:" + httpPort;
    }

    /** Name of this server among several on the same database: the machine and where it keeps its data. */
    public String node() {
        String machine = System.getenv().getOrDefault("HOSTNAME", "localhost");
        return machine + "-" + Integer.toHexString(data.toString().hashCode());
    }

    public boolean ownSimulator() {
        return simulatorUrl.isEmpty();
    }

    public String simulatorAddress() {
        return ownSimulator() ? "http://localhost:" + simulatorPort : simulatorUrl;
    }

    /** Where the broker is, without the user that an external one's URL may carry. */
    public String brokerAddress() {
        return embeddedBroker() ? "mq://localhost:" + jmsPort + "/" : jmsUrl.replaceFirst("//[^@/]*@", "//");
    }

    /** User and password of an external broker's URL, {@code mq://user:password@host:7676/}; empty if it has none. */
    public Optional<String[]> brokerUser() {
        Matcher matcher = Pattern.compile("//([^:@/]+):([^@/]*)@").matcher(jmsUrl);
        return matcher.find() ? Optional.of(new String[] {matcher.group(1), matcher.group(2)}) : Optional.empty();
    }

    private static String text(String name, String fallback) {
        String value = System.getProperty(PREFIX + name);
        return value == null || value.isBlank() ? fallback : value.trim();
    }

    private static Path path(String name, String fallback) {
        String value = text(name, fallback);
        if (value == null) {
            throw new StartupException("The property " + PREFIX + name + " is missing; start with `mvn -Prun`.");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    private static int port(String name, int fallback) {
        String value = text(name, Integer.toString(fallback));
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException expected) {
            // reported below, with the property's name
        }
        throw new StartupException(
                "-D" + PREFIX + name + "=" + value + " is not a port; give a number from 1 to 65535.");
    }
}
