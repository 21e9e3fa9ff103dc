package org.heliograph.apiaccess.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.heliograph.apiaccess.webhook.Attempt.End;
import org.heliograph.channel.Channel;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessageStatus;
import org.heliograph.platform.Ids;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What receivers may answer that no server should. */
class WebhookClientTest {

    private final WebhookClient client = TestDatabase.wire(new WebhookClient(), Clock.systemUTC(), new Signatures() {
        @Override
        String sign(WebhookUpdate update, Instant at, String body) {
            return "v1,none";
        }
    });
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client.open(new GuardedNames("localhost"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        client.close();
    }

    private interface Answer {
        void write(OutputStream out) throws IOException;
    }

    private Attempt send(Answer answer) {
        CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[8_192]);
                answer.write(socket.getOutputStream());
            } catch (IOException e) {
                // The client has had enough.
            }
        });
        MessageStatus status = new MessageStatus(
                Ids.next(),
                Channel.SMS,
                1L,
                "Bank",
                "+12125550123",
                MessageState.DELIVERED,
                null,
                null,
                1,
                false,
                Instant.EPOCH,
                null,
                null,
                null);
        String address = "http://localhost:" + server.getLocalPort() + "/";
        WebhookUpdate update = new WebhookUpdate(1, 1, address, "localhost", 1, status);
        return client.send(update, client.prepare(update));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anEndlessHeaderIsCutOff() {
        byte[] more = new byte[64 * 1_024];
        Arrays.fill(more, (byte) 'x');
        Attempt attempt = send(out -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nX-Long: "));
            for (int i = 0; i < 1_000; i++) {
                out.write(more);
            }
        });
        assertThat(attempt.end()).isNull();
        assertThat(attempt.delay()).isNotNull();
    }

    @Test
    void aStatusCountsThoughItsBodyIsBroken() {
        Attempt taken = send(out -> out.write(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\0\r\n")));
        assertThat(taken.end()).isEqualTo(End.DELIVERED);
        Attempt gone = send(out -> out.write(ascii("HTTP/1.1 410 Gone\r\nContent-Length: 99\r\n\r\n")));
        assertThat(gone.end()).isEqualTo(End.GONE);
    }

    @Test
    void whatIsStoredOfAnAnswerIsShortAndStorable() {
        Attempt attempt = send(out -> out.write(ascii("HTTP/9\0" + "x".repeat(2_000) + "\r\n\r\n")));
        assertThat(attempt.end()).isNull();
        assertThat(attempt.result()).doesNotContain("\0").hasSizeLessThanOrEqualTo(500);
    }
}
