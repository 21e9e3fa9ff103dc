package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** Connections to the broker are kept between messages, and given up with a broker that has gone. */
class QueuesTest {

    private final List<Connection> made = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Queues queues = TestDatabase.wire(
            new Queues(),
            proxy(Queue.class, (self, method, values) -> null),
            proxy(ConnectionFactory.class, this::make));
    private boolean away;

    private static final class Connection {
        private boolean broken;
        private boolean closed;
    }

    @Test
    void oneConnectionServesAllMessages() {
        queues.sendInbound("one");
        queues.sendInbound("two");
        assertThat(made).hasSize(1);
        assertThat(sent).containsExactly("one", "two");
    }

    @Test
    void aBrokenConnectionIsReplacedAndTheMessageSent() {
        queues.sendInbound("one");
        made.get(0).broken = true;
        queues.sendInbound("two");
        assertThat(sent).containsExactly("one", "two");
        assertThat(made).extracting(connection -> connection.closed).containsExactly(true, false);
        assertThat(queues.trouble()).isEmpty();
    }

    @Test
    void aBrokerThatIsAwayIsTroubleUntilItIsBack() {
        queues.sendInbound("one");
        made.get(0).broken = true;
        away = true;
        assertThatThrownBy(() -> queues.sendInbound("two")).isInstanceOf(JMSRuntimeException.class);
        assertThat(queues.trouble()).isEqualTo("away");
        away = false;
        queues.sendInbound("three");
        assertThat(sent).containsExactly("one", "three");
        assertThat(queues.trouble()).isEmpty();
    }

    /** No call at all asks the broker too, and not a connection that was kept. */
    @Test
    void inTroubleEvenNoCallIsAQuestion() {
        away = true;
        assertThatThrownBy(() -> queues.sendInbound("one")).isInstanceOf(JMSRuntimeException.class);
        queues.wake(List.of());
        assertThat(queues.trouble()).isEqualTo("away");
        away = false;
        queues.wake(List.of());
        assertThat(queues.trouble()).isEmpty();
    }

    @Test
    void noConnectionIsLeftOpenByWhatCannotBeSent() {
        assertThatThrownBy(() -> queues.sendInbound("unsendable")).isInstanceOf(IllegalStateException.class);
        assertThat(made).extracting(connection -> connection.closed).containsExactly(true);
    }

    @Test
    void theEndClosesWhatIsKept() {
        queues.sendInbound("one");
        queues.closeFree();
        assertThat(made).extracting(connection -> connection.closed).containsExactly(true);
    }

    private Object make(Object self, Method method, Object[] values) {
        if (away) {
            throw new JMSRuntimeException("away");
        }
        Connection connection = new Connection();
        made.add(connection);
        return proxy(JMSContext.class, (context, called, arguments) -> switch (called.getName()) {
            case "createProducer" -> producer(connection);
            case "close" -> connection.closed = true;
            default -> throw new AssertionError(called);
        });
    }

    private JMSProducer producer(Connection connection) {
        return proxy(JMSProducer.class, (self, method, values) -> {
            if (method.getName().equals("send")) {
                send(connection, (String) values[1]);
            }
            return self;
        });
    }

    private void send(Connection connection, String text) {
        if (connection.broken) {
            throw new JMSRuntimeException("broken");
        }
        if (text.equals("unsendable")) {
            throw new IllegalStateException(text);
        }
        sent.add(text);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
