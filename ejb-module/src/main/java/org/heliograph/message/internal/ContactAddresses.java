package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.account.CompanyService;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.PhoneNumbers.Parsed;

/** Reads whom a carrier's message is from, so that a contact is found however the carrier spells its number. */
@ApplicationScoped
public class ContactAddresses {

    /** Fewer digits without {@code +} are a short code, even where the plan has landline numbers as short. */
    private static final int SHORTEST_NATIONAL = 7;

    @Inject
    private CompanyService companies;

    /**
     * The message with its number in E.164; as it is if that is no valid number. A number without {@code +} is read in the
     * default country of the calling company, the one whose account it came through; if it is none there, as an
     * international one.
     */
    Inbound read(Inbound message) {
        Parsed parsed = parse(message.from());
        return parsed.isValid() ? message.withFrom(parsed.e164()) : message;
    }

    private Parsed parse(String from) {
        if (from.startsWith("+")) {
            return PhoneNumbers.parse(from, null);
        }
        boolean number = from.length() >= SHORTEST_NATIONAL && from.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                ? PhoneNumbers.parse(from, companies.current().getDefaultCountry())
                : new Parsed(null, "not_a_number");
    }
}
