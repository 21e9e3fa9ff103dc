package org.heliograph.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stock Payara Micro with the bundle. The resources the application looks up by their global JNDI names are made by the
 * post-boot commands, before the bundle is deployed.
 */
final class PayaraMicro {

    private static final String WEBHOOK_HOSTS = "heliograph.app.webhook.hosts";

    /** What Micro logs when a deployment fails; it goes on running without the application. */
    static final String DEPLOYMENT_FAILED = "Exception while loading the app";

    private static final List<String> QUEUES = List.of(
            "sms",
            "rcs",
            "viber",
            "whatsapp",
            "wechat",
            "email",
            "telegram_gateway",
            "push",
            "tts",
            "mobile_push",
            "inbound");
    /**
     * For the connections we send with. The listeners' connections try for ever to come back; inherited by these, whoever
     * sends would wait as long instead of being told that the broker is away.
     */
    private static final String FAIL_AT_ONCE = "ReconnectEnabled=false:ReconnectAttempts=1:AddressListIterations=1";
    /**
     * A broker just started may tell a client to pause and never to go on; whoever sends would wait for ever, and with him
     * all who have news to store. A queue that is full refuses, so that this pause is not needed.
     */
    private static final String NEVER_HELD_UP = "-Dimq.producer.flowControl.disabled=true";
    /** What Micro writes anew at each boot; leftovers of an earlier one confuse it. */
    private static final List<String> TRANSIENT = List.of("config", "applications", "generated", "autodeploy");

    private PayaraMicro() {}

    static ChildProcess start(LocalSettings settings, Credentials credentials, Database database) {
        Path root = settings.data().resolve("payara-micro");
        Path commands = root.resolve("post-boot.txt");
        try {
            Files.createDirectories(root);
            for (String name : TRANSIENT) {
                delete(root.resolve(name));
            }
            Files.writeString(commands, String.join("\n", commands(settings, credentials, database)) + "\n");
            commands.toFile().setReadable(false, false);
            commands.toFile().setReadable(true, true);
        } catch (IOException e) {
            throw new StartupException("Payara Micro's folder could not be prepared: " + e.getMessage(), e);
        }
        return ChildProcess.java("server", settings, arguments(settings, credentials, root, commands));
    }

    private static List<String> arguments(LocalSettings settings, Credentials credentials, Path root, Path commands) {
        Path dist = settings.dist();
        String memory = System.getProperty("heliograph.server.memory", "1g");
        List<String> arguments = new ArrayList<>(List.of(
                // All of it reserved at the start: before heap or metaspace grow, everything is collected.
                "-Xms" + memory,
                "-Xmx" + memory,
                "-XX:MetaspaceSize=256m",
                "-XX:+UseParallelGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                NEVER_HELD_UP,
                "-Dheliograph.credentials=" + credentials.file(),
                "-Dheliograph.data=" + settings.data(),
                "-Dheliograph.node=" + settings.node(),
                "-Dheliograph.address=" + settings.httpAddress(),
                "-Dheliograph.registration.sender=hello@heliograph.example",
                "-Dheliograph.demo=" + settings.simulatorAddress(),
                "-Dheliograph.demo.smpp.port=" + settings.smppPort(),
                "-Dheliograph.demo.smtp.port=" + settings.smtpPort(),
                "-Dheliograph.demo.bounce.port=" + settings.bouncePort()));
        if (System.getProperty(WEBHOOK_HOSTS, "").isBlank()) {
            // Whoever tries the product has the receiver of updates beside it.
            arguments.add("-D" + WEBHOOK_HOSTS + "=localhost");
        }
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("heliograph.app.")
                        && !System.getProperty(name).isBlank())
                .sorted()
                .forEach(name -> arguments.add("-D" + name + "=" + System.getProperty(name)));
        arguments.addAll(List.of(
                "-jar",
                dist.resolve("payara-micro.jar").toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--rootDir",
                root.toString(),
                "--port",
                Integer.toString(settings.httpPort()),
                "--addlibs",
                dist.resolve("postgresql.jar").toString(),
                "--postbootcommandfile",
                commands.toString(),
                "--deploy",
                dist.resolve("heliograph.war").toString(),
                "--contextroot",
                "/"));
        return arguments;
    }

    private static List<String> commands(LocalSettings settings, Credentials credentials, Database database) {
        List<String> commands = new ArrayList<>();
        commands.add("set configs.config.server-config.admin-service.das-config.dynamic-reload-enabled=false");
        String[] user =
                settings.brokerUser().orElseGet(() -> new String[] {Broker.USER, credentials.get("jms.password")});
        commands.add("create-resource-adapter-config --property brokerType=REMOTE:connectionURL="
                + escape(settings.brokerAddress()) + ":UserName=" + user[0] + ":Password=" + escape(user[1])
                + ":reconnectEnabled=true:reconnectInterval=2000"
                + ":reconnectAttempts=-1 imqjmsra");
        commands.add("deploy --name imqjmsra --force=true " + Broker.resourceAdapter(settings));
        for (String queue : QUEUES) {
            commands.add("create-admin-object --raname imqjmsra --restype jakarta.jms.Queue --property Name=heliograph_"
                    + queue + " jms/" + queue);
        }
        commands.add("create-connector-connection-pool --raname imqjmsra --connectiondefinition"
                + " jakarta.jms.ConnectionFactory --transactionsupport NoTransaction --maxpoolsize 64 --steadypoolsize 1"
                + " --isconnectvalidatereq=true --failconnection=true --property AddressList="
                + escape(settings.brokerAddress()) + ":UserName=" + user[0] + ":Password=" + escape(user[1])
                + ":" + FAIL_AT_ONCE + " jms/connectionFactoryPool");
        commands.add("create-connector-resource --poolname jms/connectionFactoryPool jms/connectionFactory");
        commands.add(pool("heliographPool", Database.APP_ROLE, database.appPassword(), database, 80, false));
        commands.add("create-jdbc-resource --connectionpoolid heliographPool jdbc/heliograph");
        commands.add(pool("ownerPool", database.owner(), database.ownerPassword(), database, 8, false));
        commands.add("create-jdbc-resource --connectionpoolid ownerPool jdbc/heliographOwner");
        commands.add(pool("batchPool", database.owner(), database.ownerPassword(), database, 8, true));
        commands.add("create-jdbc-resource --connectionpoolid batchPool jdbc/batch");
        commands.add("set-batch-runtime-configuration --dataSourceLookupName jdbc/batch"
                + " --executorServiceLookupName concurrent/__defaultManagedExecutorService");
        return commands;
    }

    /**
     * A connection is tried once a second at most. Unwrapped results: the wrapper looks a method up by reflection for each
     * typed value that is read.
     */
    private static String pool(
            String name, String user, String password, Database database, int size, boolean nonTransactional) {
        return "create-jdbc-connection-pool --datasourceclassname org.postgresql.ds.PGConnectionPoolDataSource"
                + " --restype javax.sql.ConnectionPoolDataSource --steadypoolsize 1 --maxpoolsize " + size
                + " --maxwait 30000 --isconnectvalidatereq=true --validationmethod custom-validation"
                + " --validationclassname org.glassfish.api.jdbc.validation.PostgresConnectionValidation"
                + " --validateatmostonceperiod 1 --failconnection=true --wrapjdbcobjects=false --nontransactionalconnections="
                + nonTransactional
                + " --property url=" + escape(database.url()) + ":user=" + user + ":password=" + escape(password)
                + ":stringType=unspecified:ApplicationName=heliograph:reWriteBatchedInserts=true " + name;
    }

    /** Admin commands separate properties by colons, so a value's own are escaped. */
    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace(":", "\\:");
    }

    /** The login page: once it is served, the schema is migrated and the application is up. */
    static URI health(LocalSettings settings) {
        return URI.create(settings.httpAddress() + "/login.xhtml");
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
