package org.heliograph.contact;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.account.Company;
import org.heliograph.account.CompanyService;
import org.heliograph.account.Trial;
import org.heliograph.contact.internal.AttributeRepository;
import org.heliograph.contact.internal.ContactRepository;
import org.heliograph.contact.internal.FilterFields;
import org.heliograph.contact.internal.TargetRepository;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** The domain's beans wired by hand to a database; attributes are read without JPA. */
public final class ContactBeans {

    public final Trial trial;
    public final AttributeService attributes;
    public final TagService tags;
    public final TargetService targets;
    public final ContactService contacts;
    public final CompanyService companies = new CompanyService() {
        @Override
        public Company current() {
            return new Company("Test", "US", java.time.ZoneId.of("America/New_York"));
        }
    };
    private final Jdbi jdbi;

    public ContactBeans(Jdbi jdbi) {
        this.jdbi = jdbi;
        attributes = TestDatabase.wire(
                new AttributeService() {
                    @Override
                    public List<Attribute> list() {
                        return readAttributes();
                    }
                },
                TestDatabase.wire(new AttributeRepository(), jdbi));
        tags = TestDatabase.wire(new TagService(), jdbi);
        trial = TestDatabase.wire(new Trial(), jdbi, java.time.Clock.systemUTC());
        targets = TestDatabase.wire(
                new TargetService(),
                TestDatabase.wire(new TargetRepository(), jdbi),
                TestDatabase.wire(new FilterFields(), jdbi));
        contacts = TestDatabase.wire(
                new ContactService(),
                TestDatabase.wire(new ContactRepository(), jdbi),
                attributes,
                tags,
                companies,
                trial);
    }

    /** Adds an attribute to the caller's company. */
    public long attribute(String name, AttributeType type, String... choices) {
        return jdbi.withHandle(handle -> handle.createQuery("insert into attribute (company_id, name, type, choices)"
                        + " values (:company, :name, :type, to_jsonb(cast(:choices as text[]))) returning id")
                .bind("company", Callers.get().company())
                .bind("name", name)
                .bind("type", type.name())
                .bind("choices", choices)
                .mapTo(Long.class)
                .one());
    }

    private List<Attribute> readAttributes() {
        List<Attribute> result = new ArrayList<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select id, name, type, choices from attribute where company_id = :company order by id")
                .bind("company", Callers.get().company())
                .map((row, context) -> {
                    Attribute attribute = new Attribute(
                            Callers.get().company(), row.getString(2), AttributeType.valueOf(row.getString(3)), 0);
                    attribute.setChoices(new org.heliograph.contact.internal.ChoicesConverter()
                            .convertToEntityAttribute(row.getString(4)));
                    setId(attribute, row.getLong(1));
                    return attribute;
                })
                .forEach(result::add));
        return result;
    }

    private static void setId(Attribute attribute, long id) {
        try {
            Field field = Attribute.class.getDeclaredField("id");
            field.setAccessible(true);
            field.set(attribute, id);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
