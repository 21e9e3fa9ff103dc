package org.heliograph.simulator.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.simulator.behaviour.Verdict;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One SMTP transaction: judges each recipient, then takes the mail for those it did not refuse. */
final class MailReception implements MessageHandler {

    private static final Pattern REPLY_LINE = Pattern.compile("([45]\\d\\d) (.+)");

    private final MailExchanger exchanger;
    private final List<Verdict> recipients = new ArrayList<>();
    private String envelopeSender = "";

    MailReception(MailExchanger exchanger) {
        this.exchanger = exchanger;
    }

    @Override
    public void from(String from) {
        envelopeSender = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        if (!exchanger.admits()) {
            throw new RejectException(450, "4.7.28 Too much mail, try again later");
        }
        Verdict verdict = exchanger.verdict(recipient);
        if (exchanger.failsForNow(verdict)) {
            throw refusal(verdict, 451, "4.3.0 Try again later");
        }
        switch (verdict.outcome()) {
            case SILENT -> throw new DropConnectionException(421, "4.4.2 Connection dropped");
            case REFUSED, UNREACHABLE -> {
                exchanger.refused(verdict, envelopeSender);
                throw refusal(verdict, 550, "5.1.1 <" + recipient + ">: no such user here");
            }
            default -> recipients.add(verdict);
        }
    }

    private static RejectException refusal(Verdict verdict, int usualCode, String usualText) {
        Matcher line = REPLY_LINE.matcher(verdict.code() == null ? "" : verdict.code());
        return line.matches()
                ? new RejectException(Integer.parseInt(line.group(1)), line.group(2))
                : new RejectException(usualCode, usualText);
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
        ReceivedMail mail = ReceivedMail.parse(data.readAllBytes());
        return "queued as " + exchanger.take(envelopeSender, recipients, mail);
    }

    @Override
    public void done() {
        // Everything has been booked in data().
    }
}
