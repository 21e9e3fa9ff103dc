package org.heliograph.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mail server may do instead of taking a message. Uncertain is only what was cut off once it had begun. */
class SmtpFaultsTest {

    private final SendResults results = new SendResults();

    private static ProviderConnection connect(RawMailServer server) {
        Map<String, String> settings =
                Map.of("host", "localhost", "port", "" + server.port(), "tls", "NONE", "responseTimeoutMillis", "500");
        return new SmtpProvider().connect(new ProviderAccount(5, "smtp", "Test", settings), new ReceivedEvents());
    }

    private static OutboundMessage message() {
        EmailContent content = new EmailContent("Hello", null, "<p>Hello</p>", null);
        return new OutboundMessage(UUID.randomUUID(), "shop@example.org", "ana@example.net", content, 0);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        "GREETING, silence, UNREACHABLE",
        "GREETING, close, UNREACHABLE",
        "GREETING, HTTP/1.1 400 Bad Request, UNREACHABLE",
        "GREETING, 421 4.3.2 Closing, UNREACHABLE",
        "EHLO, close, UNREACHABLE",
        "MAIL, 451 4.7.1 Slow down, THROTTLED",
        "RCPT, 421 4.4.2 Too many, THROTTLED",
        "RCPT, 450 4.7.28 Try again later, THROTTLED",
        "RCPT, 451 4.7.1 Greylisted, CARRIER_ERROR",
        "RCPT, 450 4.2.1 The user receives too much mail, CARRIER_ERROR",
        "RCPT, 452 4.2.2 Mailbox full, CARRIER_ERROR",
        "RCPT, silence, NO_RESPONSE",
        "DATA, 554 5.7.1 Spam, REJECTED",
        "END, silence, NO_RESPONSE",
        "END, close, NO_RESPONSE",
        "END, Thanks!, NO_RESPONSE",
        "END, 452 4.3.1 Disk full, CARRIER_ERROR",
        "END, 554 5.6.0 Broken, INVALID_CONTENT"
    })
    void givesAResultWhateverTheServerAnswers(String moment, String answer, Failure failure) throws Exception {
        try (RawMailServer server = new RawMailServer(moment, answer);
                ProviderConnection connection = connect(server)) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(failure);
            assertThat(results.onlyRefusal().retryAfter() != null).isEqualTo(failure == Failure.THROTTLED);
        }
        assertThat(results.all()).hasSize(1);
    }

    @Test
    void waitsOnceForAServerThatIsSilent() throws Exception {
        try (RawMailServer server = new RawMailServer("GREETING", RawMailServer.SILENCE);
                ProviderConnection connection = connect(server)) {
            connection.send(Stream.generate(SmtpFaultsTest::message).limit(100).toList(), results);

            assertThat(results.await(100))
                    .allMatch(r -> r instanceof SendResult.Refused f && f.failure() == Failure.UNREACHABLE);
            assertThat(server.connections()).as("one for each thread").isLessThanOrEqualTo(4);
        }
    }

    @Test
    void doesNotCareWhatComesAfterTheMailIsTaken() throws Exception {
        try (RawMailServer server = new RawMailServer("QUIT", RawMailServer.SILENCE);
                ProviderConnection connection = connect(server)) {
            connection.send(List.of(message()), results);

            assertThat(results.only()).isInstanceOf(SendResult.Accepted.class);
        }
    }
}
