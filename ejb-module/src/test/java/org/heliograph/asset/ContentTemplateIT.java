package org.heliograph.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.heliograph.asset.internal.ContentTemplateRepository;
import org.heliograph.asset.internal.TemplatePlaceholders;
import org.heliograph.channel.Channel;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.RcsCard;
import org.heliograph.channel.RcsRichCard;
import org.heliograph.channel.RcsSuggestion;
import org.heliograph.channel.SmsContent;
import org.heliograph.contact.ContentChecks;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Content templates on real rows, under row-level security: kept by users, sent by programs. */
class ContentTemplateIT {

    private static final String PHONE = "+12125571001";

    private final TestDatabase database = TestDatabase.get();
    private final ContentTemplateRepository repository =
            TestDatabase.wire(new ContentTemplateRepository(), database.jdbi());
    private final ContentTemplateService templates = TestDatabase.wire(
            new ContentTemplateService(), repository, TestDatabase.wire(new ContentChecks(), database.jdbi()));
    private final SendableTemplates sendable = TestDatabase.wire(new SendableTemplates(), database.jdbi(), repository);
    private final TemplatePlaceholders placeholders = TestDatabase.wire(new TemplatePlaceholders(), database.jdbi());
    private Caller caller;

    @BeforeEach
    void companyWithAContact() {
        caller = database.newCompany();
        call(() -> database.jdbi().withHandle(handle -> {
            handle.execute(
                    "insert into attribute (company_id, name, type) values (?, 'name', 'TEXT')", caller.company());
            return handle.execute(
                    "insert into contact (company_id, phone, attributes) values (?, ?, '{\"name\": \"Ada\"}')",
                    caller.company(),
                    PHONE);
        }));
    }

    private <T> T call(Supplier<T> work) {
        return database.call(caller, work);
    }

    private long create(String name, String text) {
        return call(() -> templates.create(name, new SmsContent(text)));
    }

    private String render(long id, Map<String, String> params) {
        return call(() -> sendable.render(Channel.SMS, id, params, PHONE)).summary();
    }

    @Test
    void keepsAMessageWithAllItHolds() {
        MessageContent card = new RcsRichCard(
                new RcsCard("For {{name}}", "4 %", null, List.of(new RcsSuggestion.Reply("More", "more"))),
                RcsRichCard.Orientation.HORIZONTAL,
                null,
                List.of());
        long id = call(() -> templates.create(" Savings ", card));
        NamedContent kept = call(() -> templates.get(id));
        assertThat(kept.name()).isEqualTo("Savings");
        assertThat(kept.content()).isEqualTo(card);
        assertThat(call(() -> templates.names(Channel.RCS))).containsExactly(Map.entry(id, "Savings"));
        assertThat(call(() -> templates.names(Channel.SMS))).isEmpty();
    }

    @Test
    void followsARenamedAttributeAndNamesItselfBeforeOneIsDeleted() {
        long id = create("Greeting", "Hi {{name}}, {{attribute.name|friend}}");
        create("Plain", "Hi");
        database.run(caller, () -> placeholders.rename("name", "firstName"));
        assertThat(call(() -> templates.get(id)).content())
                .isEqualTo(new SmsContent("Hi {{firstName}}, {{attribute.firstName|friend}}"));
        database.run(caller, () -> placeholders.checkUnused("name"));
        assertThatThrownBy(() -> database.run(caller, () -> placeholders.checkUnused("firstName")))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.values()).containsExactly("firstName", "Greeting"));
    }

    @Test
    void changesUnlessSomebodyElseDidMeanwhile() {
        long id = create("Hello", "Hello");
        SaveContentTemplate first = new SaveContentTemplate(id, 0, "Hello 2", new SmsContent("Hello again"));
        call(() -> templates.save(first));
        assertThat(call(() -> templates.get(id)).name()).isEqualTo("Hello 2");
        assertThatThrownBy(() -> call(() -> templates.save(first)))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo("changed_meanwhile"));
    }

    @Test
    void refusesWhatCouldNotBeSent() {
        create("Hello", "Hello");
        refused("template_name_missing", " ", "Hello");
        refused("template_name_taken", "hELLO", "Hello");
        refused("content_required", "Empty", "");
        refused("placeholder_unknown", "Unknown", "Hello {{attribute.city}}");
        assertThat(call(() -> templates.create("Hello", new EmailContent("Hi", null, "<p>Hi</p>", null))))
                .isPositive();
    }

    private void refused(String code, String name, String text) {
        assertThatThrownBy(() -> create(name, text))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void namesCopiesWithTheFirstFreeNumber() {
        long id = create("Hello", "Hello");
        long copy = call(() -> templates.copy(id));
        long copyOfCopy = call(() -> templates.copy(copy));
        assertThat(call(() -> templates.get(copy)).name()).isEqualTo("Hello (1)");
        assertThat(call(() -> templates.get(copyOfCopy)).name()).isEqualTo("Hello (2)");
        assertThat(call(() -> templates.get(copyOfCopy)).content()).isEqualTo(new SmsContent("Hello"));
    }

    @Test
    void isNobodyElses() {
        long id = create("Hello", "Hello");
        Caller other = database.newCompany();
        assertThatThrownBy(() -> database.call(other, () -> templates.get(id))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> database.run(other, () -> templates.delete(id)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> database.call(other, () -> sendable.render(Channel.SMS, id, Map.of(), PHONE)))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo("template_unknown"));
        database.run(caller, () -> templates.delete(id));
        assertThatThrownBy(() -> call(() -> templates.get(id))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void takesValuesFromTheCallerThenTheContactThenTheDefault() {
        long id = create("Hello", "Dear {{attribute.name|friend}} at {{phoneNumber}}");
        assertThat(render(id, Map.of("attribute.name", "Grace"))).isEqualTo("Dear Grace at " + PHONE);
        assertThat(render(id, Map.of("name", "Grace"))).isEqualTo("Dear Grace at " + PHONE);
        assertThat(render(id, Map.of("attribute.unused", "x"))).isEqualTo("Dear Ada at " + PHONE);
        assertThat(call(() -> sendable.render(Channel.SMS, id, Map.of(), "+12125571002"))
                        .summary())
                .isEqualTo("Dear friend at +12125571002");
    }

    @Test
    void refusesAnotherChannelAMissingValueAndATooLongOne() {
        long id = create("Hello", "Dear {{attribute.name}}");
        assertThatThrownBy(() -> call(() -> sendable.render(Channel.RCS, id, Map.of(), PHONE)))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo("template_channel"));
        assertThatThrownBy(() -> call(() -> sendable.render(Channel.SMS, id, Map.of(), "+12125571002")))
                .isInstanceOfSatisfying(InvalidException.class, e -> {
                    assertThat(e.code()).isEqualTo("template_params_missing");
                    assertThat(e.values()).containsExactly("name");
                });
        assertThatThrownBy(() -> render(id, Map.of("attribute.name", "x".repeat(1600))))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo("template_params_limit"));
    }
}
