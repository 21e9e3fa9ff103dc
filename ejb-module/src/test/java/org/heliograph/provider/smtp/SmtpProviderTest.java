package org.heliograph.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderContract;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.RejectException;

class SmtpProviderTest implements ProviderContract {

    private final SmtpProvider provider = new SmtpProvider();
    private final ReceivedEvents events = new ReceivedEvents();
    private final SendResults results = new SendResults();
    private FakeMailServer server;

    @BeforeEach
    void start() {
        server = new FakeMailServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public ProviderConnection connect(ProviderEvents received) {
        return connect(received, Map.of());
    }

    private ProviderConnection connect(ProviderEvents received, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "host", "localhost",
                "port", "" + server.port,
                "tls", "NONE",
                "username", "helio",
                "password", FakeMailServer.PASSWORD,
                "bounceDomain", "b.example.org"));
        settings.putAll(more);
        return provider.connect(new ProviderAccount(5, "smtp", "Test", settings), received);
    }

    @Override
    public ProviderConnection connectToNobody() {
        return connect(events, Map.of("port", "" + FakeMailServer.freePort()));
    }

    @Override
    public OutboundMessage message(int number) {
        return message("Shop <shop@example.org>", "ana@example.net", "Hello " + number);
    }

    @Override
    public String secret() {
        return FakeMailServer.PASSWORD;
    }

    private static OutboundMessage message(String from, String to, String subject) {
        EmailContent content =
                new EmailContent(subject, "Pre & header", "<html><body class=\"x\"><p>Grüße</p></body></html>", null);
        return new OutboundMessage(UUID.randomUUID(), from, to, content, 0);
    }

    @Test
    void writesTextAndHtmlAndAnEnvelopeOfItsOwn() throws Exception {
        OutboundMessage message = message("Año Ñuevo <shop@example.org>", "ana@example.net", "Größe 😀");
        try (ProviderConnection connection = connect(events)) {
            connection.send(List.of(message), results);

            assertThat(results.onlyAcceptance().references())
                    .containsExactly(message.id().toString());
        }
        FakeMailServer.Mail mail = server.mails.get(0);
        assertThat(mail.from()).isEqualTo(VerpAddress.of(message.id(), "b.example.org"));
        assertThat(mail.to()).isEqualTo("ana@example.net");
        MimeMessage parsed = mail.parsed();
        assertThat(parsed.getSubject()).isEqualTo("Größe 😀");
        assertThat(((InternetAddress) parsed.getFrom()[0]).getPersonal()).isEqualTo("Año Ñuevo");
        assertThat(parsed.getMessageID()).isEqualTo("<" + message.id() + "@example.org>");
        assertThat(parsed.isMimeType("multipart/alternative")).isTrue();
        MimeMultipart parts = (MimeMultipart) parsed.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Grüße");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("<body class=\"x\"><div style=\"display:none")
                .contains("Pre &amp; header</div><p>Grüße</p>");
    }

    @Test
    void letsNoValueBreakOutOfAHeader() throws Exception {
        try (ProviderConnection connection = connect(events)) {
            connection.send(
                    List.of(message("Eve\r\nBcc: x@y.org <shop@example.org>", "ana@example.net", "Hi\r\nBcc: z@y.org")),
                    results);
            results.await(1);
            connection.send(
                    List.of(
                            message("shop@example.org", "ana@example.net\r\nBcc: x@y.org", "Hi"),
                            message("shop@example.org", "a@b.org, c@d.org", "Hi"),
                            message("not an address", "ana@example.net", "Hi")),
                    results);

            assertThat(results.await(4).subList(1, 4))
                    .extracting(r -> ((SendResult.Refused) r).failure())
                    .containsExactlyInAnyOrder(
                            Failure.INVALID_RECIPIENT, Failure.INVALID_RECIPIENT, Failure.INVALID_SENDER);
        }
        assertThat(server.mails).allMatch(mail -> {
            try {
                return mail.parsed().getHeader("Bcc") == null;
            } catch (MessagingException e) {
                return false;
            }
        });
    }

    @Test
    void sendsToTheVeryMailboxOrNotAtAll() {
        try (ProviderConnection connection = connect(events)) {
            connection.send(List.of(message("shop@example.org", "ana@bücher.example", "Hi")), results);
            results.await(1);
            connection.send(
                    List.of(
                            message("shop@example.org", "Ša@example.net", "Hi"),
                            message("Ša@example.org", "ana@example.net", "Hi")),
                    results);

            assertThat(results.await(3).subList(1, 3))
                    .extracting(r -> ((SendResult.Refused) r).failure())
                    .containsExactlyInAnyOrder(Failure.INVALID_RECIPIENT, Failure.INVALID_SENDER);
        }
        assertThat(server.mails).extracting(FakeMailServer.Mail::to).containsExactly("ana@xn--bcher-kva.example");
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "450, 4.2.1 Mailbox busy, CARRIER_ERROR, 450 4.2.1",
        "550, 5.1.1 User unknown, INVALID_RECIPIENT, 550 5.1.1",
        "550, No such user, INVALID_RECIPIENT, 550",
        "550, 5.7.1 Blocked, REJECTED, 550 5.7.1",
        "552, 5.3.4 Too big, INVALID_CONTENT, 552 5.3.4",
        "553, 5.1.8 Bad sender, INVALID_SENDER, 553 5.1.8",
        "530, 5.7.0 Authentication required, ACCOUNT_REFUSED, 530 5.7.0"
    })
    void translatesRefusals(int reply, String text, Failure failure, String code) {
        server.refusal = new RejectException(reply, text);
        try (ProviderConnection connection = connect(events)) {
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(failure);
            assertThat(results.onlyRefusal().code()).isEqualTo(code);
        }
    }

    @Test
    void reportsARefusedLogin() {
        try (ProviderConnection connection = connect(events, Map.of("password", "wrong"))) {
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.ACCOUNT_REFUSED);
            assertThat(connection.state().detail()).contains("refuses the login");
        }
    }

    @Test
    void givesTheServerTheTenMinutesItMayTakeForTheEndOfAMail() {
        try (ProviderConnection connection = connect(events)) {
            assertThat(connection.longestWait()).isGreaterThan(Duration.ofMinutes(10));
        }
        try (ProviderConnection connection = connect(events, Map.of("responseTimeoutMillis", "500"))) {
            assertThat(connection.longestWait()).isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void keepsConnectionsForManyMessagesButNotForever() {
        try (ProviderConnection connection =
                connect(events, Map.of("maxConnections", "1", "messagesPerConnection", "10"))) {
            connection.send(IntStream.range(0, 25).mapToObj(this::message).toList(), results);
            results.await(25);
        }
        assertThat(server.sessions).hasSize(3);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "dsn-hard.eml, UNDELIVERED, 5.1.1",
                "dsn-given-up.eml, UNDELIVERED, 4.4.7",
                "dsn-delayed.eml, ACCEPTED, 4.4.1",
                "dsn-delivered.eml, DELIVERED, -"
            })
    void reportsBounces(String fixture, Status status, String code) throws Exception {
        int port = FakeMailServer.freePort();
        UUID id = UUID.randomUUID();
        try (ProviderConnection connection = connect(events, Map.of("bounceListenPort", "" + port))) {
            assertThat(connection.state().up()).isTrue();
            deliver(port, VerpAddress.of(id, "b.example.org"), fixture);
        }
        Report report = (Report) events.only();
        assertThat(report.references()).containsExactly(id.toString());
        assertThat(report.status()).isEqualTo(status);
        assertThat(report.errorCode()).isEqualTo(code);
    }

    @Test
    void readsTheBeginningOfALongBounceForEachOfItsMessages() throws Exception {
        int port = FakeMailServer.freePort();
        List<UUID> ids = List.of(UUID.randomUUID(), UUID.randomUUID());
        try (ProviderConnection connection = connect(events, Map.of("bounceListenPort", "" + port))) {
            assertThat(connection.state().up()).isTrue();
            deliver(port, bounceReturning(1_000_000), addresses(ids));
        }
        assertThat(events.all())
                .extracting(e -> ((Report) e).references().get(0))
                .containsExactlyElementsOf(ids.stream().map(UUID::toString).toList());
        assertThat(events.all()).allMatch(e -> ((Report) e).status() == Status.UNDELIVERED);
    }

    @Test
    void refusesForGoodWhatIsTooBigForABounce() throws Exception {
        int port = FakeMailServer.freePort();
        String[] ours = addresses(List.of(UUID.randomUUID()));
        try (ProviderConnection connection = connect(events, Map.of("bounceListenPort", "" + port))) {
            assertThat(connection.state().up()).isTrue();
            assertThatThrownBy(() -> deliver(port, bounceReturning(6_000_000), ours))
                    .hasMessageContaining("552 5.3.4");
        }
        assertThat(events.all()).isEmpty();
    }

    /** A bounce with so many bytes of the message it returns. */
    private static byte[] bounceReturning(int bytes) throws IOException {
        try (InputStream in = SmtpProviderTest.class.getResourceAsStream("/smtp/dsn-hard.eml")) {
            String bounce = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            String line = "x".repeat(70) + "\r\n";
            return bounce.replace("--b1--", line.repeat(bytes / line.length()) + "--b1--")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static String[] addresses(List<UUID> ids) {
        return ids.stream().map(id -> VerpAddress.of(id, "b.example.org")).toArray(String[]::new);
    }

    @Test
    void takesNothingButBounces() throws Exception {
        int port = FakeMailServer.freePort();
        try (ProviderConnection connection = connect(events, Map.of("bounceListenPort", "" + port))) {
            assertThat(connection.state().up()).isTrue();
            assertThatThrownBy(() -> deliver(port, "info@b.example.org", "dsn-hard.eml"))
                    .isInstanceOf(MessagingException.class);
            String elsewhere = VerpAddress.of(UUID.randomUUID(), "other.org");
            assertThatThrownBy(() -> deliver(port, elsewhere, "dsn-hard.eml")).isInstanceOf(MessagingException.class);
            deliver(port, VerpAddress.of(UUID.randomUUID(), "b.example.org"), "out-of-office.eml");
            events.fail(true);
            String ours = VerpAddress.of(UUID.randomUUID(), "b.example.org");
            assertThatThrownBy(() -> deliver(port, ours, "dsn-hard.eml")).hasMessageContaining("451");
        }
        assertThat(events.all()).isEmpty();
    }

    private static void deliver(int port, String to, String fixture) throws Exception {
        try (InputStream in = SmtpProviderTest.class.getResourceAsStream("/smtp/" + fixture)) {
            deliver(port, in.readAllBytes(), to);
        }
    }

    private static void deliver(int port, byte[] mail, String... to) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.from", "<>");
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("localhost", port, null, null);
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(mail)),
                    InternetAddress.parse(String.join(",", to)));
        }
    }

    @Test
    void parsesOnlyItsOwnEnvelopeAddresses() {
        UUID id = UUID.randomUUID();
        assertThat(VerpAddress.parse(VerpAddress.of(id, "b.org").toUpperCase(), "b.org"))
                .contains(id);
        assertThat(VerpAddress.parse("bounce+123@b.org", "b.org")).isEmpty();
        assertThat(VerpAddress.parse(VerpAddress.of(id, "b.org"), "c.org")).isEmpty();
    }
}
