package org.heliograph.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets as conditions on real rows. */
class TargetServiceIT {

    private final TestDatabase database = TestDatabase.get();
    private final ContactBeans beans = new ContactBeans(database.jdbi());
    private Caller caller;

    @BeforeEach
    void people() {
        caller = database.newCompany();
        database.run(caller, () -> {
            beans.attribute("city", AttributeType.TEXT);
            beans.attribute("age", AttributeType.NUMBER);
            beans.attribute("born", AttributeType.DATE);
            beans.attribute("vip", AttributeType.YES_NO);
            beans.attribute("plan", AttributeType.LIST, "Gold", "Golden Plus");
            contact("+12025550101", Map.of("city", "100% Rome", "age", "9", "born", "2000-01-31"), "gold");
            contact("+12025550102", Map.of("city", "Oslo", "age", "30", "born", "1999-12-31", "vip", "yes"), "golden");
            contact("+12025550103", Map.of("age", "100.5", "vip", "no", "plan", "Gold"));
            contact("+12025550104", Map.of("plan", "golden plus"), "Gold", "x");
        });
    }

    static List<Arguments> filters() {
        return List.of(
                Arguments.of(TargetFilter.value("phone", "0102"), "2"),
                Arguments.of(TargetFilter.value("attribute.city", "ROM"), "1"),
                Arguments.of(TargetFilter.value("attribute.city", "0%"), "1"),
                Arguments.of(TargetFilter.value("attribute.city", "_"), ""),
                Arguments.of(TargetFilter.empty("attribute.city"), "34"),
                Arguments.of(TargetFilter.nonEmpty("attribute.city"), "12"),
                Arguments.of(TargetFilter.range("attribute.age", "9", "30"), "12"),
                Arguments.of(TargetFilter.range("attribute.age", "30.5", null), "3"),
                Arguments.of(TargetFilter.value("attribute.age", "30,0"), "2"),
                Arguments.of(TargetFilter.range("attribute.born", "2000-01-01", "2000-01-31"), "1"),
                Arguments.of(TargetFilter.range("attribute.born", null, "1999-12-31"), "2"),
                Arguments.of(TargetFilter.value("attribute.born", "2000-01-31"), "1"),
                Arguments.of(TargetFilter.value("attribute.vip", "true"), "2"),
                Arguments.of(TargetFilter.value("attribute.vip", "false"), "3"),
                Arguments.of(TargetFilter.value("attribute.plan", "gold"), "3"),
                Arguments.of(TargetFilter.value("tag", "GOLD"), "14"),
                Arguments.of(TargetFilter.empty("tag"), "3"),
                Arguments.of(TargetFilter.nonEmpty("tag"), "124"),
                Arguments.of(TargetFilter.empty("rcsCapable"), "1234"),
                Arguments.of(TargetFilter.value("rcsCapable", "true"), ""),
                Arguments.of(TargetFilter.empty("optOut"), "1234"),
                Arguments.of(TargetFilter.value("optOut", "SMS"), ""),
                Arguments.of(TargetFilter.range("createdAt", "2020-01-01", null), "1234"),
                Arguments.of(TargetFilter.range("createdAt", null, "2020-01-01"), ""));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void selects(TargetFilter filter, String contacts) {
        assertThat(select(List.of(filter))).isEqualTo(contacts);
    }

    @Test
    void combinesFiltersWithAnd() {
        assertThat(select(List.of(TargetFilter.nonEmpty("tag"), TargetFilter.range("attribute.age", "10", null))))
                .isEqualTo("2");
    }

    @Test
    void putsSeveralTargetsIntoOneStatement() {
        database.run(caller, () -> {
            long one = beans.targets.save(
                    new SaveTarget(null, "Romans", List.of(TargetFilter.value("attribute.city", "rome")), 0));
            long other = beans.targets.save(
                    new SaveTarget(null, "Adults", List.of(TargetFilter.range("attribute.age", "18", null)), 0));
            ContactCondition first = beans.targets.condition(one);
            ContactCondition second = beans.targets.condition(other);

            assertThat(first.bindings().keySet())
                    .doesNotContainAnyElementsOf(second.bindings().keySet());
            assertThat(phones("(" + first.sql() + ") or (" + second.sql() + ")", List.of(first, second)))
                    .isEqualTo("123");
            assertThat(beans.targets.targetsOf(ids()).values())
                    .contains(List.of("Romans"), List.of("Adults"), List.of());
        });
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> select(List.of(TargetFilter.value("attribute.age", "young"))))
                .isInstanceOf(BusinessException.class)
                .hasMessageContaining("filter_number");
        assertThatThrownBy(() -> select(List.of(TargetFilter.value("attribute.gone", "x"))))
                .hasMessageContaining("filter_unknown");
        assertThatThrownBy(() -> select(List.of(TargetFilter.range("phone", "1", "2"))))
                .hasMessageContaining("filter_range");
    }

    @Test
    void selectsNobodyWithoutFilters() {
        assertThat(select(List.of())).isEmpty();
    }

    @Test
    void doesNotRunWhatUsersType() {
        database.run(caller, () -> beans.attribute("x'), (select 1) -- ", AttributeType.TEXT));

        assertThat(select(List.of(TargetFilter.value("attribute.x'), (select 1) -- ", "' or true --"))))
                .isEmpty();
    }

    @Test
    void duplicatesUnderAFreeNameAndCountsLaunches() {
        database.run(caller, () -> {
            long id = beans.targets.save(new SaveTarget(null, "All", List.of(TargetFilter.nonEmpty("phone")), 0));
            long copy = beans.targets.duplicate(id);
            beans.targets.duplicate(copy);
            beans.targets.incrementLaunches(List.of(id, copy));

            assertThat(beans.targets.list()).extracting(Target::name).containsExactly("All", "All (2)", "All (3)");
            assertThat(beans.targets.list()).extracting(Target::launches).containsExactly(1, 1, 0);
        });
    }

    @Test
    void seesNobodyOfAnotherCompany() {
        Caller stranger = database.newCompany();

        long count = database.call(stranger, () -> beans.targets.count(List.of(TargetFilter.nonEmpty("phone"))));

        assertThat(count).isZero();
    }

    private void contact(String phone, Map<String, String> values, String... tags) {
        beans.contacts.save(new SaveContact(null, phone, values, DateOrder.ISO, List.of(tags), null));
    }

    /** The last digits of the contacts' numbers. */
    private String select(List<TargetFilter> filters) {
        return database.call(caller, () -> {
            ContactCondition condition = new org.heliograph.contact.internal.FilterSql(
                            "x_",
                            TestDatabase.wire(new org.heliograph.contact.internal.FilterFields(), database.jdbi())
                                    .byKey())
                    .condition(filters);
            return phones(condition.sql(), List.of(condition));
        });
    }

    private String phones(String sql, List<ContactCondition> conditions) {
        return database.jdbi().withHandle(handle -> {
            var query =
                    handle.createQuery("select right(c.phone, 1) from contact c where " + sql + " order by c.phone");
            conditions.forEach(condition -> query.bindMap(condition.bindings()));
            return String.join("", query.mapTo(String.class).list());
        });
    }

    private List<Long> ids() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select id from contact")
                .mapTo(Long.class)
                .list());
    }
}
