package org.heliograph.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.account.CompanyRegistered;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** The attributes a company usually starts with. */
@ApplicationScoped
public class StarterAttributes {

    @Inject
    private AttributeService attributes;

    private record Starter(String name, AttributeType type, List<String> choices) {}

    private static final List<Starter> STARTERS = List.of(
            new Starter("name", AttributeType.TEXT, List.of()),
            new Starter("surname", AttributeType.TEXT, List.of()),
            new Starter("email", AttributeType.EMAIL, List.of()),
            new Starter("city", AttributeType.TEXT, List.of()),
            new Starter("address", AttributeType.TEXT, List.of()),
            new Starter("gender", AttributeType.LIST, List.of("female", "male", "other")),
            new Starter("age", AttributeType.NUMBER, List.of()),
            new Starter("birthday", AttributeType.DATE, List.of()));

    void registered(@Observes CompanyRegistered event) {
        Callers.runAs(Caller.engineOf(event.companyId()), this::create);
    }

    /** For the calling company. */
    public void create() {
        STARTERS.forEach(starter ->
                attributes.save(new SaveAttribute(null, starter.name(), starter.type(), starter.choices(), true, 0)));
    }
}
