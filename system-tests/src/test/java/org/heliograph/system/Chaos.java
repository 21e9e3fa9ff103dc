package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

/** A product whose parts can be killed one by one: its carrier, broker and database are processes of their own. */
final class Chaos implements AutoCloseable {

    /** Two steps that wait a minute each are most of a round; a quarter is longer than most of what is killed is away. */
    static final int STEP_MINUTE = 15;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** What is killed. */
    enum Kill {
        SERVER,
        BROKER,
        DATABASE,
        CARRIER
    }

    private final Carrier carrier = Carrier.start();
    private final ExternalBroker broker = new ExternalBroker().start();
    private final ExternalDatabase database = ExternalDatabase.create();
    private final Product product;

    Chaos() {
        Map<String, String> properties = carrier.properties();
        properties.put("heliograph.jms.url", broker.url());
        properties.put("heliograph.db.url", database.url());
        // Or a round in which the server dies waits a minute for that; leases are prolonged each ten seconds.
        properties.put("heliograph.app.lease.seconds", "20");
        properties.put("heliograph.app.step.minute", Integer.toString(STEP_MINUTE));
        product = Product.create(Product.newDirectory("chaos"), properties).start();
    }

    Product product() {
        return product;
    }

    Rows rows() {
        return database.rows();
    }

    CarrierSide carrier() {
        return new CarrierSide(product);
    }

    /** The part of a behaviour that sends the demo agent's events to the product, for the carrier started before it. */
    String agents() {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(product.data().resolve("credentials.properties"))) {
            keys.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "{\"heliograph-agent\": {\"webhook\": \"" + product.address() + "/webhooks/"
                + keys.getProperty("rbm.webhook.key") + "\", \"clientToken\": \""
                + keys.getProperty("rbm.client.token") + "\"}}";
    }

    /** Kills it outright and starts it again after at most five seconds. */
    void kill(Kill what, Random random) {
        Duration away = Duration.ofMillis(random.nextInt(5_000));
        switch (what) {
            case SERVER -> {
                assertThat(product.part("payara-micro.jar").destroyForcibly()).isTrue();
                product.awaitExit(Duration.ofSeconds(60));
                product.start();
            }
            case BROKER -> {
                broker.kill();
                pass(away);
                broker.start();
            }
            case DATABASE -> {
                database.kill();
                pass(away);
                database.start();
            }
            default -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    carrier().dropConnections();
                    pass(Duration.ofMillis(random.nextInt(1_500)));
                }
            }
        }
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Eventually.isTrue(LONGEST, "time to pass", () -> System.nanoTime() > end);
    }

    @Override
    public void close() {
        product.close();
        database.close();
        broker.close();
        carrier.close();
    }
}
