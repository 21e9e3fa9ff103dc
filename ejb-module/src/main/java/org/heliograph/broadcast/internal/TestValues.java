package org.heliograph.broadcast.internal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import org.heliograph.account.CompanyService;
import org.heliograph.channel.Channel;
import org.heliograph.platform.Json;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** What stands in a test message for its placeholders. */
@ApplicationScoped
public class TestValues {

    private static final String BY_PHONE = "c.phone = :address";
    private static final String BY_EMAIL = "c.id in (select contacts_with_email(:address))";

    @Inject
    private Jdbi jdbi;

    @Inject
    private CompanyService companies;

    /**
     * The values of the contact with the given number, or else of the recipient's; if that is no contact, names in brackets.
     *
     * @param valuesOf null or blank for the recipient
     * @throws InvalidException if no contact has the given number
     */
    public Function<String, String> of(Channel channel, String address, String valuesOf) {
        if (valuesOf != null && !valuesOf.isBlank()) {
            String phone = phone(valuesOf.strip());
            return find(BY_PHONE, phone)
                    .orElseThrow(() -> new InvalidException("test_contact_unknown", "valuesOf", phone));
        }
        boolean email = channel.addressKind() == Channel.AddressKind.EMAIL;
        return find(email ? BY_EMAIL : BY_PHONE, address).orElse(name -> "[" + name + "]");
    }

    private String phone(String typed) {
        PhoneNumbers.Parsed parsed = PhoneNumbers.parse(
                typed, typed.startsWith("+") ? null : companies.current().getDefaultCountry());
        if (!parsed.isValid()) {
            throw new InvalidException("phone_" + parsed.problem(), "valuesOf", typed);
        }
        return parsed.e164();
    }

    private Optional<Function<String, String>> find(String condition, String address) {
        return jdbi.withHandle(handle -> handle.createQuery("select c.phone, c.attributes from contact c"
                        + " where c.company_id = :company and " + condition + " order by c.id limit 1")
                .bind("company", Callers.get().company())
                .bind("address", address)
                .map((row, context) -> values(row.getString(1), Json.read(row.getString(2), JsonNode.class)))
                .findOne());
    }

    private static Function<String, String> values(String phone, JsonNode attributes) {
        return name ->
                name.equals("phoneNumber") ? phone : attributes.path(name).asText("");
    }
}
