package org.heliograph.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The OpenMQ broker in a JVM of its own, with a persistent store. Run as a plain class it takes its folders from system
 * properties; its users get a password of this installation.
 */
final class Broker {

    static final String USER = "heliograph";
    private static final String INSTANCE = "heliograph";

    /** The broker writes its defaults only into a folder it makes itself, and ours is there before. */
    private static final String ACCESS = String.join(
            "\n",
            "version=JMQFileAccessControlModel/100",
            "connection.NORMAL.allow.user=" + USER,
            "connection.ADMIN.allow.group=admin",
            "queue.*.produce.allow.user=" + USER,
            "queue.*.consume.allow.user=" + USER,
            "queue.*.browse.allow.user=" + USER,
            "queue.create.allow.user=" + USER,
            "topic.create.deny.user=*",
            "");

    private final LocalSettings settings;
    private final Path lib;
    private final Path etc;
    private final Path var;

    private Broker(LocalSettings settings) {
        this.settings = settings;
        Path home = mqHome(settings.dist().resolve("openmq"));
        this.lib = home.resolve("lib");
        this.etc = settings.data().resolve("openmq").resolve("etc");
        this.var = settings.data().resolve("openmq").resolve("var");
    }

    static ChildProcess start(LocalSettings settings, Credentials credentials) {
        Broker broker = new Broker(settings);
        try {
            broker.prepare(credentials.get("jms.password"));
        } catch (IOException e) {
            throw new StartupException("The broker's folders could not be prepared: " + e.getMessage(), e);
        }
        List<String> arguments = new ArrayList<>(List.of("-Xms64m", "-Xmx384m", "-XX:+UseParallelGC"));
        arguments.addAll(broker.jvmArguments());
        arguments.add(arguments.indexOf("-cp"), "-Dimq.autocreate.queue.maxNumActiveConsumers=-1");
        arguments.add(arguments.indexOf("-cp"), "-Dimq.autocreate.destination.maxNumProducers=-1");
        arguments.add(arguments.indexOf("-cp"), "-Dimq.persist.file.sync.enabled=true");
        arguments.add("com.sun.messaging.jmq.jmsserver.Broker");
        arguments.addAll(List.of("-name", INSTANCE, "-port", Integer.toString(settings.jmsPort()), "-silent"));
        return ChildProcess.java("broker", settings, arguments);
    }

    /** The adapter archive that Payara Micro connects with. */
    static Path resourceAdapter(LocalSettings settings) {
        return mqHome(settings.dist().resolve("openmq")).resolve("lib").resolve("imqjmsra.rar");
    }

    private static Path mqHome(Path unpacked) {
        try (Stream<Path> paths = Files.walk(unpacked, 4)) {
            return paths.filter(path -> path.endsWith(Path.of("lib", "imqbroker.jar")))
                    .map(path -> path.getParent().getParent())
                    .findFirst()
                    .orElseThrow(() -> new StartupException("No broker in " + unpacked + "; run `mvn -Prun` again."));
        } catch (IOException e) {
            throw new StartupException("No broker in " + unpacked + "; run `mvn -Prun` again.", e);
        }
    }

    private List<String> jvmArguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("-Dimq.home=" + lib.getParent());
        arguments.add("-Dimq.libhome=" + lib);
        arguments.add("-Dimq.etchome=" + etc);
        arguments.add("-Dimq.varhome=" + var);
        arguments.add("-Dimq.hostname=localhost");
        arguments.add("-cp");
        arguments.add(Stream.of("imqbroker.jar", "imqutil.jar", "imq.jar", "jms.jar")
                .map(jar -> lib.resolve(jar).toString())
                .collect(Collectors.joining(System.getProperty("path.separator"))));
        return arguments;
    }

    /** Makes the instance's user file before its first start, so that no default password is ever valid. */
    private void prepare(String password) throws IOException {
        Files.createDirectories(etc);
        Path instanceEtc = var.resolve("instances").resolve(INSTANCE).resolve("etc");
        Files.createDirectories(instanceEtc);
        Files.writeString(
                instanceEtc.resolve("passwd"),
                USER + ":" + digest(USER, password) + ":user:1\nadmin:" + digest("admin", password) + ":admin:1\n");
        Files.writeString(instanceEtc.resolve("accesscontrol.properties"), ACCESS);
    }

    /** As the broker's own user manager writes it: MD5 of user and password, as a signed number in hex. */
    private static String digest(String user, String password) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("MD5").digest((user + ":" + password).getBytes(StandardCharsets.UTF_8));
            return new BigInteger(hash).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is missing from this JDK", e);
        }
    }
}
