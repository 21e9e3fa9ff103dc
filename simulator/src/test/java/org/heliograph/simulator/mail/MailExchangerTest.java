package org.heliograph.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heliograph.simulator.RunningSimulator.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.heliograph.simulator.RunningSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.server.SMTPServer;

class MailExchangerTest {

    private static final String VERP = "bounce+4711=ana@acme.example";

    private record Returned(String from, String to, String mail) {}

    private final BlockingQueue<Returned> returned = new LinkedBlockingQueue<>();
    private SMTPServer sender;
    private RunningSimulator simulator;

    @BeforeEach
    void start() throws IOException {
        sender = SMTPServer.port(0)
                .messageHandler((context, from, to, data) ->
                        returned.add(new Returned(from, to, new String(data, StandardCharsets.UTF_8))))
                .build();
        sender.start();
        simulator = RunningSimulator.start(sender.getPortAllocated());
    }

    @AfterEach
    void stop() throws IOException {
        simulator.close();
        sender.stop();
    }

    private void send(String recipient) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(simulator.smtpPort()));
        properties.setProperty("mail.smtp.from", VERP);
        properties.setProperty("mail.smtp.dsn.notify", "FAILURE ORCPT=rfc822;" + recipient);
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("news@acme.example", "ACME"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject("Año nuevo", "utf-8");
        MimeMultipart bodies = new MimeMultipart("alternative");
        for (String type : new String[] {"plain", "html"}) {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(type.equals("html") ? "<p>Hi <b>Ana</b></p>" : "Hi Ana", "utf-8", type);
            bodies.addBodyPart(part);
        }
        message.setContent(bodies);
        Transport.send(message);
    }

    @Test
    void takesMailAndShowsItsParts() throws Exception {
        send("Ana@Example.com");
        JsonNode entry = simulator.ledger().get(0);
        assertThat(entry.path("recipient").asText()).isEqualTo("ana@example.com");
        assertThat(entry.path("account").asText()).isEqualTo(VERP);
        assertThat(entry.path("sender").asText()).isEqualTo("ACME <news@acme.example>");
        assertThat(entry.path("subject").asText()).isEqualTo("Año nuevo");
        assertThat(entry.path("text").asText()).isEqualTo("Hi Ana");
        assertThat(entry.path("html").asText()).contains("<b>Ana</b>");
    }

    @Test
    void refusesForGoodAndForNow() throws Exception {
        simulator.behave(
                """
                {"email":{"rules":[{"number":"^no@","outcome":"REFUSED","code":"552 5.2.2 Mailbox full"},
                                   {"number":"^later@","outcome":"TEMPORARY"}]}}""");
        assertThatThrownBy(() -> send("no@example.com")).hasStackTraceContaining("552 5.2.2 Mailbox full");
        assertThatThrownBy(() -> send("later@example.com")).hasStackTraceContaining("451 4.3.0");
        send("later@example.com");
    }

    @Test
    void bouncesToTheEnvelopeSender() throws Exception {
        simulator.behave("{\"email\":{\"undeliveredPercent\":100}}");
        send("ana@example.com");
        Returned bounce = returned.poll(20, TimeUnit.SECONDS);
        assertThat(bounce.to()).isEqualTo(VERP);
        assertThat(bounce.from()).isEmpty();
        assertThat(bounce.mail())
                .contains("multipart/report; report-type=delivery-status")
                .contains("Final-Recipient: rfc822; ana@example.com")
                .contains("Action: failed")
                .contains("Status: 5.1.1")
                .contains("Message-ID:");
        await(() -> simulator.ledger().get(0).path("status").asText().equals("UNDELIVERED"));
    }

    @Test
    void answersInTheThread() throws Exception {
        send("ana@example.com");
        await(() -> simulator.get("/api/handset/ana@example.com/messages").size() == 1);
        String messageId = simulator.ledger().get(0).path("clientId").asText();
        simulator.call("POST", "/api/handset/ana@example.com/reply", "{\"channel\":\"email\",\"text\":\"Thanks\"}");
        Returned reply = returned.poll(20, TimeUnit.SECONDS);
        assertThat(reply.from()).isEqualTo("ana@example.com");
        assertThat(reply.to()).isEqualTo("news@acme.example");
        assertThat(reply.mail()).contains("In-Reply-To: " + messageId).contains("Thanks");
    }
}
