package org.heliograph.broadcast.internal;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.DeliveryRules;
import org.heliograph.broadcast.Exclusions;
import org.heliograph.broadcast.LaunchEstimate;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.StepEstimate;
import org.heliograph.broadcast.StepEstimate.Hours;
import org.heliograph.broadcast.StepEstimate.Parts;
import org.heliograph.broadcast.WaitFor;
import org.heliograph.channel.Channel;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.SmsContent;
import org.heliograph.message.SendHours;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is foretold of a launch, against eight people: Ada, Bob and Dan have the tag, Bob and Cyr live in Rome, and all but
 * Bob and Cyr are typed. Dan wants nothing at all, Eve no SMS; Fay is excluded, Gus has no contact yet, Hal has had enough.
 */
class LaunchEstimateIT {

    private static final String ADA = "+12125581001";
    private static final String BOB = "+12125581002";
    private static final String CYR = "+4915112345678";
    private static final String DAN = "+12125581004";
    private static final String EVE = "+12125581005";
    private static final String FAY = "+12125581006";
    private static final String GUS = "+12125581007";
    private static final String HAL = "+12125581008";
    private static final String IDA = "+12125581009";

    /** Nine in the morning in Berlin, four at night in New York. */
    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");

    private static final SmsContent SMS = new SmsContent("Hi {{attribute.first_name}} in {{attribute.city|town}}");

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(MORNING);
    private final Caller caller = database.newCompany();
    private final BroadcastBeans beans = new BroadcastBeans(clock);
    private long tag;
    private long target;

    @BeforeEach
    void eightPeople() {
        sql("insert into attribute (company_id, name, type) values (:c, 'first_name', 'TEXT'), (:c, 'city', 'TEXT'),"
                + " (:c, 'email', 'EMAIL')");
        contact(ADA, "{\"first_name\": \"Ada\", \"email\": \"ada@test.example\"}");
        contact(BOB, "{\"first_name\": \"\", \"city\": \"Rome\", \"email\": \" \"}");
        contact(CYR, "{\"first_name\": \"" + "Я".repeat(80) + "\", \"city\": \"Rome\", \"email\": \"c@test.example\"}");
        contact(DAN, "{\"first_name\": \"Dan\", \"email\": \"dan@test.example\"}");
        contact(EVE, "{\"email\": \"eve@test.example\"}");
        contact(FAY, "{\"first_name\": \"Fay\"}");
        contact(HAL, "{\"first_name\": \"Hal\"}");
        tag = id("insert into tag (company_id, name) values (:c, 'VIP') returning id");
        sql("insert into contact_tag (contact_id, tag_id, company_id) select id, " + tag + ", :c from contact"
                + " where company_id = :c and phone in ('" + ADA + "', '" + BOB + "', '" + DAN + "')");
        target = id("insert into target (company_id, name, filters) values (:c, 'Rome', '[{\"field\":"
                + " \"attribute.city\", \"operator\": \"VALUE\", \"value\": \"Rome\"}]') returning id");
        optOut(DAN, "SMS");
        optOut(DAN, "EMAIL");
        optOut(EVE, "SMS");
        sql("insert into frequency_cap (company_id, channel, messages, hours) values (:c, 'SMS', 1, 24)");
        sql("insert into contact_reach (contact_id, channel, company_id, times) select id, 'SMS', :c,"
                + " array[timestamptz '2026-03-09 20:00Z'] from contact where company_id = :c and phone = '" + HAL
                + "'");
    }

    @Test
    void everybodyWhoWasChosenIsAccountedFor() {
        LaunchEstimate estimate = estimate(broadcast(null));
        assertThat(estimate.recipients()).isEqualTo(6);
        assertThat(estimate.duplicates()).isEqualTo(3);
        assertThat(estimate.optedOut()).isEqualTo(1);
        assertThat(estimate.excluded()).isEqualTo(1);
    }

    @Test
    void theLaunchFreezesWhatWasForetold() {
        LaunchEstimate estimate = estimate(broadcast(null));
        contact(GUS, "{}");
        assertThat(estimate(broadcast(null))).isEqualTo(estimate);
        long id = database.call(caller, () -> beans.broadcasts.save(broadcast(null)));
        database.run(caller, () -> beans.broadcasts.launch(id));
        Broadcast launched = database.call(caller, () -> beans.broadcasts.get(id));
        assertThat(List.of(launched.recipients(), launched.optedOut(), launched.excluded()))
                .containsExactly((int) estimate.recipients(), (int) estimate.optedOut(), (int) estimate.excluded());
        assertThat(number("select count(*) from recipient where broadcast_id = " + id))
                .isEqualTo(estimate.recipients());
    }

    @Test
    void aNewNumberThatIsExcludedByWhatItLacksIsNotCounted() {
        long nowhere = id("insert into target (company_id, name, filters) values (:c, 'Nowhere', '[{\"field\":"
                + " \"attribute.city\", \"operator\": \"EMPTY\"}]') returning id");
        Audience audience = new Audience(
                List.of(),
                List.of(),
                List.of(GUS, BOB),
                null,
                null,
                new Exclusions(List.of(nowhere), List.of(), List.of(), null));
        LaunchEstimate estimate = estimate(broadcast(audience, null));
        assertThat(List.of(estimate.recipients(), estimate.excluded())).containsExactly(1L, 1L);
    }

    @Test
    void askingMakesNoContacts() {
        estimate(broadcast(null));
        assertThat(number("select count(*) from contact where company_id = " + caller.company()))
                .isEqualTo(7);
    }

    @Test
    void aStepTellsWhomItCannotReachAndWhatTheOthersLack() {
        StepEstimate sms = estimate(broadcast(null)).steps().get(0);
        assertThat(sms.reachable()).isEqualTo(4);
        assertThat(sms.skipped()).containsOnly(entry("OPTED_OUT", 1L), entry("FREQUENCY_CAP", 1L));
        assertThat(sms.missing()).containsOnly(entry("first_name", 2L));
        StepEstimate email = estimate(broadcast(null)).steps().get(1);
        assertThat(email.reachable()).isEqualTo(3);
        assertThat(email.skipped()).containsOnly(entry("NO_ADDRESS", 3L));
        assertThat(email.missing()).containsOnly(entry("first_name", 1L));
        assertThat(email.parts()).isNull();
    }

    @Test
    void whoSharesTheAddressOfOneWhoOptedOutIsNotReachedThere() {
        contact(IDA, "{\"email\": \"EVE@test.example\"}");
        optOut(IDA, "EMAIL");
        StepEstimate email = estimate(broadcast(null)).steps().get(1);
        assertThat(email.skipped()).containsOnly(entry("NO_ADDRESS", 3L), entry("OPTED_OUT", 1L));
    }

    @Test
    void partsAreThoseOfTheRenderedTexts() {
        assertThat(estimate(broadcast(null)).steps().get(0).parts()).isEqualTo(new Parts(5, 1, 2, 1, 0, false));
    }

    @Test
    void partsOfATextWithoutPlaceholdersAreMultiplied() {
        SaveBroadcast plain = broadcast(null, new SmsContent("x".repeat(161)));
        assertThat(estimate(plain).steps().get(0).parts()).isEqualTo(new Parts(8, 2, 2, 0, 0, false));
    }

    @Test
    void thoseOutsideOfTheSendingHoursAreCountedAsOfTheLaunch() {
        SaveBroadcast limited =
                broadcast(new SendHours(LocalTime.of(9, 0), LocalTime.of(20, 0), Set.of(DayOfWeek.values())));
        assertThat(estimate(broadcast(null)).steps().get(0).hours()).isNull();
        assertThat(estimate(limited).steps().get(0).hours()).isEqualTo(new Hours(3, 0, false));
        assertThat(estimate(limited, MORNING.plusSeconds(6 * 3_600))
                        .steps()
                        .get(0)
                        .hours())
                .isEqualTo(new Hours(0, 0, false));
        assertThat(estimate(limited).steps().get(1).hours()).isNull();
    }

    @Test
    void theCapIsThatOfTheTimeOfTheLaunch() {
        assertThat(estimate(broadcast(null), MORNING.plusSeconds(13 * 3_600))
                        .steps()
                        .get(0)
                        .skipped())
                .doesNotContainKey("FREQUENCY_CAP");
    }

    @Test
    void ofALargeAudiencePartsAreToldFromASample() {
        sql("insert into contact (company_id, phone, attributes) select :c, '+1646' || lpad(i::text, 7, '0'),"
                + " jsonb_build_object('first_name', case when i % 2 = 0 then repeat('x', 200) end)"
                + " from generate_series(1, 60000) i");
        long all = id("insert into target (company_id, name, filters) values (:c, 'New York', '[{\"field\": \"phone\","
                + " \"operator\": \"VALUE\", \"value\": \"+1646\"}]') returning id");
        LaunchEstimate estimate = estimate(broadcast(new Audience(List.of(all), List.of(), List.of(), null), null));
        StepEstimate sms = estimate.steps().get(0);
        assertThat(estimate.recipients()).isEqualTo(60_000);
        assertThat(sms.missing()).containsOnly(entry("first_name", 30_000L));
        assertThat(sms.parts().about()).isTrue();
        assertThat(sms.parts().total()).isCloseTo(90_000, within(1_500L));
    }

    @Test
    void anotherCompanySeesNothingOfThem() {
        Caller other = database.newCompany();
        Audience same = new Audience(List.of(), List.of(tag), List.of(ADA, EVE), null);
        LaunchEstimate estimate = database.call(other, () -> {
            SaveBroadcast theirs = beans.newBroadcast("Theirs");
            return beans.estimates.estimate(theirs.copyFor(same, "Theirs"), null);
        });
        assertThat(List.of(estimate.recipients(), estimate.duplicates(), estimate.optedOut()))
                .containsExactly(2L, 0L, 0L);
        assertThat(estimate.steps().get(0).skipped()).isEmpty();
    }

    @Test
    void whatCouldNotBeLaunchedIsRefusedAsTheLaunchDoes() {
        SaveBroadcast nobody = broadcast(new Audience(List.of(), List.of(), List.of(), null), null);
        assertThatThrownBy(() -> estimate(nobody))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo("recipients_missing"));
        assertThatThrownBy(() -> estimate(broadcast(null, new SmsContent("{{attribute.unknown}}"))))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo("placeholder_unknown"));
    }

    private LaunchEstimate estimate(SaveBroadcast broadcast) {
        return estimate(broadcast, null);
    }

    private LaunchEstimate estimate(SaveBroadcast broadcast, Instant at) {
        return database.call(caller, () -> beans.estimates.estimate(broadcast, at));
    }

    private SaveBroadcast broadcast(SendHours hours) {
        return broadcast(hours, SMS);
    }

    private SaveBroadcast broadcast(SendHours hours, SmsContent sms) {
        Exclusions exclusions = new Exclusions(List.of(), List.of(), List.of(FAY), null);
        List<String> typed = List.of(ADA, DAN, EVE, FAY, GUS, HAL);
        return broadcast(new Audience(List.of(target), List.of(tag), typed, null, null, exclusions), hours, sms);
    }

    private SaveBroadcast broadcast(Audience audience, SendHours hours) {
        return broadcast(audience, hours, SMS);
    }

    private SaveBroadcast broadcast(Audience audience, SendHours hours, SmsContent sms) {
        return new SaveBroadcast(
                null,
                0,
                "Offer",
                "",
                BroadcastType.FALLBACK,
                audience,
                false,
                steps(sms, sender("SMS")),
                new DeliveryRules(hours, false, null));
    }

    private List<BroadcastStep> steps(SmsContent sms, long smsSender) {
        EmailContent email = new EmailContent("Hello {{first_name}}", null, "<p>Good morning</p>", null);
        return List.of(
                new BroadcastStep(Channel.SMS, smsSender, sms, WaitFor.DELIVERY, 10),
                new BroadcastStep(Channel.EMAIL, sender("EMAIL"), email, WaitFor.DELIVERY, 10));
    }

    private long sender(String channel) {
        long account = id(
                "insert into provider_account (company_id, provider, name, webhook_key) values (:c, 'smpp',"
                        + " 'SMSC', gen_random_uuid()) on conflict (company_id, name) do update set name = excluded.name returning id");
        return id("insert into sender (company_id, channel, address, name, account_id) values (:c, '" + channel
                + "', 'Test', 'Test', " + account + ") on conflict (company_id, channel, address)"
                + " do update set name = excluded.name returning id");
    }

    private void contact(String phone, String attributes) {
        sql("insert into contact (company_id, phone, attributes) values (:c, '" + phone + "', '" + attributes + "')");
    }

    private void optOut(String phone, String channel) {
        sql("insert into opt_out (company_id, contact_id, channel) select :c, id, '" + channel
                + "' from contact where company_id = :c and phone = '" + phone + "'");
    }

    private void sql(String sql) {
        database.run(
                caller,
                () -> jdbi.useHandle(handle ->
                        handle.createUpdate(sql).bind("c", caller.company()).execute()));
    }

    private long id(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(sql)
                        .bind("c", caller.company())
                        .mapTo(Long.class)
                        .one()));
    }

    private long number(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(Long.class).one()));
    }
}
