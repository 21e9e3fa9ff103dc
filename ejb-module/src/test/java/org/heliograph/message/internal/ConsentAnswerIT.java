package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.heliograph.channel.Channel;
import org.heliograph.channel.SenderService;
import org.heliograph.message.MessageBeans;
import org.heliograph.message.MessageReceived;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contacts get their answer, or none; what they have asked for holds either way. */
class ConsentAnswerIT {

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final ConsentAnswer answer = TestDatabase.wire(
            new ConsentAnswer(),
            jdbi,
            TestDatabase.wire(new SenderService(), jdbi),
            MessageBeans.service(jdbi, clock, new FiredEvents<WorkReady>()));
    private long contact;
    private long sender;

    @BeforeEach
    void aContactAndASender() {
        contact = id("insert into contact (company_id, phone) values (:c, '+12125581001') returning id");
        long account = id("insert into provider_account (company_id, provider, name, webhook_key)"
                + " values (:c, 'smpp', 'SMSC', gen_random_uuid()) returning id");
        sender = id("insert into sender (company_id, channel, address, name, account_id)"
                + " values (:c, 'SMS', 'Bank', 'Bank', " + account + ") returning id");
    }

    @Test
    void anOptOutIsAnsweredAllTheSame() {
        optOutAndAnswer("You get no more messages.");
        assertThat(id("select count(*) from message where company_id = :c and traffic = 'CONSENT'"))
                .isEqualTo(1);
    }

    @Test
    void anOptOutHoldsWhereTheTrialIncludesNoAnswer() {
        database.asSuperuser("update company set trial_sms = 100, trial_emails = 100, trial_contacts = 100,"
                + " trial_until = timestamptz '" + clock.instant().minus(Duration.ofDays(1)) + "' where id = "
                + caller.company());
        optOutAndAnswer("You get no more messages.");
        assertThat(id("select count(*) from message where company_id = :c")).isZero();
        assertThat(id("select count(*) from opt_out where company_id = :c")).isEqualTo(1);
    }

    /** In one transaction, as what a contact writes is received. */
    private void optOutAndAnswer(String text) {
        database.run(caller, () -> {
            jdbi.useHandle(handle -> handle.execute(
                    "insert into opt_out (company_id, contact_id, channel, sender_id) values (?, ?, 'SMS', ?)",
                    caller.company(),
                    contact,
                    sender));
            answer.send(
                    new MessageReceived(
                            caller.company(), Ids.next(), contact, Channel.SMS, sender, "STOP", null, clock.instant()),
                    text);
        });
    }

    private long id(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(sql)
                        .bind("c", caller.company())
                        .mapTo(Long.class)
                        .one()));
    }
}
