package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.heliograph.account.CompanyService;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ContentViolation;
import org.heliograph.channel.MessageContents;
import org.heliograph.platform.Ids;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.error.InvalidException;

/** What can be said of a message by itself. Needs no transaction. */
@ApplicationScoped
class SubmissionCheck {

    @Inject
    private CompanyService companies;

    /** @throws InvalidException if the recipient or the content is not valid */
    Submission check(SubmitMessage command) {
        List<ContentViolation> violations = command.content().validate();
        if (!violations.isEmpty()) {
            ContentViolation first = violations.get(0);
            throw new InvalidException("content_" + first.code(), first.field(), first.limit());
        }
        String address = address(command.sender().channel(), command.recipient());
        return new Submission(
                Ids.next(),
                command,
                address,
                MessageContents.write(command.content()),
                PhoneNumbers.findCountry(address).orElse(null));
    }

    /** See {@link MessageService#address}. */
    String address(Channel channel, String recipient) {
        if (channel.addressKind() == Channel.AddressKind.EMAIL) {
            try {
                InternetAddress parsed = new InternetAddress(recipient, true);
                parsed.validate();
                return parsed.getAddress();
            } catch (AddressException | NullPointerException e) {
                throw new InvalidException("email_invalid", "contact", recipient);
            }
        }
        // Only a national number is read in the company's country.
        boolean international = recipient != null && recipient.startsWith("+");
        String country = international ? null : companies.current().getDefaultCountry();
        PhoneNumbers.Parsed parsed = PhoneNumbers.parse(recipient, country);
        if (!parsed.isValid()) {
            throw new InvalidException("phone_" + parsed.problem(), "contact", recipient);
        }
        return parsed.e164();
    }
}
