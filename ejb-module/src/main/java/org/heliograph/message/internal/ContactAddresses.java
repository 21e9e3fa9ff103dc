package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.account.CompanyService;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.PhoneNumbers.Parsed;

/** Reads the numbers in a carrier's message, so that contact and sender are found however the carrier spells them. */
@ApplicationScoped
public class ContactAddresses {

    /** Fewer digits without {@code +} are a short code, even where the plan has landline numbers as short. */
    private static final int SHORTEST_NATIONAL = 7;

    @Inject
    private CompanyService companies;

    /** The message with the number it is from as {@link #read(String)}, for the company whose account it came through. */
    Inbound read(Inbound message) {
        return message.withFrom(read(message.from()));
    }

    /**
     * The address in E.164; as it is if it is no valid number. A number without {@code +} is read in the default country of
     * the calling company; if it is none there, as an international one.
     */
    String read(String address) {
        Parsed parsed = parse(address);
        return parsed.isValid() ? parsed.e164() : address;
    }

    private Parsed parse(String address) {
        if (address.startsWith("+")) {
            return PhoneNumbers.parse(address, null);
        }
        boolean number =
                address.length() >= SHORTEST_NATIONAL && address.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                ? PhoneNumbers.parse(address, companies.current().getDefaultCountry())
                : new Parsed(null, "not_a_number");
    }
}
