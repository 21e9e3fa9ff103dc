package org.heliograph.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import java.util.UUID;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.OutboundMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailWriterTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "ana@example.org, ana@example.org",
        "ana@EXÄMPLE.org, ana@xn--exmple-cua.org",
        "ana@bücher.example, ana@xn--bcher-kva.example",
        "ana@例え.テスト, ana@xn--r8jz45g.xn--zckzah",
        "ana@[192.0.2.1], ana@[192.0.2.1]",
        "'\"a@b\"@bücher.example', '\"a@b\"@xn--bcher-kva.example'"
    })
    void writesDomainsInAscii(String address, String written) throws Exception {
        assertThat(MailWriter.recipient(address).getAddress()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jürgen@example.org",
                "Ša@example.org",
                "a\u2028b@example.org",
                "ana@straße.example",
                "ana@\u1E9E.example",
                "ana@a\u200Db.example",
                "ana@example\uFF20bücher.example",
                "ana@bücher..example",
                "ana@-bücher.example",
                "bücher.example",
                "ana@"
            })
    void refusesWhatWouldNameAnotherMailbox(String address) {
        assertThatThrownBy(() -> MailWriter.recipient(address)).isInstanceOf(AddressException.class);
    }

    @Test
    void writesTheSendersDomainInAsciiAndItsNameAsItIs() throws Exception {
        assertThat(MailWriter.sender("Jürgen <shop@bücher.example>").getAddress())
                .isEqualTo("shop@xn--bcher-kva.example");
        assertThat(MailWriter.sender("Jürgen <shop@bücher.example>").getPersonal())
                .isEqualTo("Jürgen");
        assertThatThrownBy(() -> MailWriter.sender("Jürgen <jürgen@example.org>"))
                .isInstanceOf(AddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<body ", "<BODY class='x'>"})
    void putsThePreheaderIntoTheFirstBodyOfAMillionCharacters(String tag) throws Exception {
        String html = tag.repeat(1_000_000 / tag.length());
        OutboundMessage message = new OutboundMessage(
                UUID.randomUUID(), "shop@example.org", "ana@example.net", new EmailContent("Hi", "Pre", html, "Hi"), 0);

        MimeMessage mail =
                MailWriter.write(Session.getInstance(new Properties()), message, (EmailContent) message.content());

        String written =
                ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent().toString();
        assertThat(written.indexOf("<div")).isEqualTo(tag.endsWith(">") ? tag.length() : 0);
        assertThat(written).hasSizeGreaterThan(html.length());
    }
}
