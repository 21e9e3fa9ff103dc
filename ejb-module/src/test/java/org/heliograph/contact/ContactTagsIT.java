package org.heliograph.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What foreign keys would hold, held for sets: no tag without its contact, no contact with a tag that is gone. */
class ContactTagsIT {

    private final TestDatabase database = TestDatabase.get();
    private Caller caller;

    @BeforeEach
    void start() {
        caller = database.newCompany();
        execute("insert into contact (company_id, phone) select " + caller.company()
                + ", '+1212557' || lpad(i::text, 4, '0') from generate_series(1, 3) i");
        execute("insert into tag (company_id, name) values (" + caller.company() + ", 'Spring')");
        execute("insert into contact_tag (contact_id, tag_id, company_id) select c.id, t.id, c.company_id"
                + " from contact c, tag t");
    }

    @Test
    void tagsGoWithTheirContacts() {
        execute("delete from contact where phone = '+12125570002'");
        assertThat(tagged()).isEqualTo(2);
    }

    @Test
    void tagsGoFromContactsWithTheTag() {
        execute("delete from tag");
        assertThat(tagged()).isZero();
    }

    @Test
    void refusesContactsAndTagsThatAreGone() {
        assertThatThrownBy(() -> execute("insert into contact_tag (contact_id, tag_id, company_id)"
                        + " select -1, id, company_id from tag"))
                .hasMessageContaining("A contact that was tagged is gone");
        assertThatThrownBy(() -> execute("insert into contact_tag (contact_id, tag_id, company_id)"
                        + " select id, -1, company_id from contact"))
                .hasMessageContaining("A tag that was given is gone");
        assertThat(tagged()).isEqualTo(3);
    }

    @Test
    void tagsContactsMadeInTheSameStatement() {
        execute("with made as (insert into contact (company_id, phone) values (" + caller.company()
                + ", '+12125570009') returning id, company_id) insert into contact_tag (contact_id, tag_id, company_id)"
                + " select made.id, tag.id, made.company_id from made, tag");
        assertThat(tagged()).isEqualTo(4);
    }

    private void execute(String sql) {
        database.run(caller, () -> database.jdbi().useHandle(handle -> handle.execute(sql)));
    }

    private long tagged() {
        return database.call(caller, () -> database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from contact_tag")
                        .mapTo(Long.class)
                        .one()));
    }
}
