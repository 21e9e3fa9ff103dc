package org.heliograph.broadcast.internal;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.account.Company;
import org.heliograph.account.CompanyService;
import org.heliograph.account.Trial;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastTemplateService;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.LaunchEstimateService;
import org.heliograph.broadcast.ModerationService;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.StatusReason;
import org.heliograph.broadcast.WaitFor;
import org.heliograph.channel.Channel;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.SenderService;
import org.heliograph.channel.SmsContent;
import org.heliograph.contact.ContactBeans;
import org.heliograph.contact.ContentChecks;
import org.heliograph.message.FrequencyCaps;
import org.heliograph.message.SendWindows;
import org.heliograph.message.TrialMessages;
import org.heliograph.message.UserMail;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** The domain's beans wired by hand to the test's database, with the timers' transactions, and a company's basics. */
final class BroadcastBeans {

    static final String PHONE = "+12125581001";

    final List<String> mailed = new ArrayList<>();
    final BroadcastService broadcasts;
    final BroadcastTemplateService templates;
    final ModerationService moderation;
    final LaunchEstimateService estimates;
    final DueTemplates dueTemplates;
    final RunControl control = new RunControl();
    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final BroadcastTimer broadcastTimer;
    private final TemplateTimer templateTimer;
    private boolean moderated;

    BroadcastBeans(Clock clock) {
        ContactBeans contact = new ContactBeans(jdbi);
        List<Object> parts = new ArrayList<>(List.of(jdbi, clock, new FiredEvents<WorkReady>(), companies(), mail()));
        parts.add(contact.targets);
        parts.add(contact.tags);
        for (Object bean : List.of(
                new SenderService(),
                new BroadcastRepository(),
                new BroadcastTemplateRepository(),
                new ContentChecks(),
                new SendWindows(),
                new BroadcastChecks(),
                new RecipientZones(),
                new AudienceConditions(),
                new AudienceFreeze(),
                new ErrorPause(),
                new Counts(),
                new FallbackWindows(),
                new Paces(),
                control,
                new Chunks(),
                new Trial(),
                new TrialMessages(),
                new BroadcastLaunch(),
                new TemplateSchedule(),
                new ModerationMail(),
                new FrequencyCaps(),
                new AudienceForecast(),
                new StepForecast())) {
            parts.add(TestDatabase.wire(bean, parts.toArray()));
        }
        Object[] all = parts.toArray();
        broadcasts = TestDatabase.wire(new BroadcastService(), all);
        templates = TestDatabase.wire(new BroadcastTemplateService(), all);
        moderation = TestDatabase.wire(new ModerationService(), all);
        estimates = TestDatabase.wire(new LaunchEstimateService(), all);
        dueTemplates = TestDatabase.wire(dueTemplates(), all);
        templateTimer = TestDatabase.wire(new TemplateTimer(), dueTemplates);
        broadcastTimer = TestDatabase.wire(new BroadcastTimer(), TestDatabase.wire(dueBroadcasts(), all));
    }

    /** What takes chunks and claims their recipients. */
    static ChunkClaims claims(Jdbi jdbi, Clock clock) {
        Chunks chunks = TestDatabase.wire(new Chunks(), jdbi, clock);
        Counts counts = TestDatabase.wire(new Counts(), jdbi, clock);
        RecipientZones zones =
                TestDatabase.wire(new RecipientZones(), jdbi, TestDatabase.wire(new SendWindows(), jdbi));
        FrequencyCaps caps = TestDatabase.wire(new FrequencyCaps(), jdbi);
        DueRecipients due = TestDatabase.wire(new DueRecipients(), clock);
        NextSteps nextSteps = TestDatabase.wire(new NextSteps(), chunks, counts);
        return TestDatabase.wire(
                new ChunkClaims(),
                chunks,
                TestDatabase.wire(new Paces(), jdbi, clock),
                TestDatabase.wire(new BroadcastRepository(), jdbi, clock),
                TestDatabase.wire(new SenderService(), jdbi),
                TestDatabase.wire(new Recipients(), jdbi, clock, due, zones, caps),
                TestDatabase.wire(
                        new RecipientProgress(), jdbi, clock, counts, nextSteps, new FiredEvents<WorkReady>()));
    }

    private CompanyService companies() {
        return new CompanyService() {
            @Override
            public Company current() {
                return new Company("Test", "US", ZoneId.of("America/New_York")) {
                    @Override
                    public boolean isModeration() {
                        return moderated;
                    }
                };
            }
        };
    }

    private UserMail mail() {
        return new UserMail() {
            @Override
            public void send(long companyId, String email, EmailContent content) {
                mailed.add(email + ": " + content.subject());
            }
        };
    }

    private DueTemplates dueTemplates() {
        return new DueTemplates() {
            @Override
            public List<Due> list() {
                return database.call(Callers.get(), super::list);
            }

            @Override
            public void launch(long id) {
                database.run(Callers.get(), () -> super.launch(id));
            }
        };
    }

    private DueBroadcasts dueBroadcasts() {
        return new DueBroadcasts() {
            @Override
            public List<Due> toLaunch() {
                return database.call(Callers.get(), super::toLaunch);
            }

            @Override
            public void launch(long id) {
                database.run(Callers.get(), () -> super.launch(id));
            }

            @Override
            public List<Due> beyondTrial() {
                return database.call(Callers.get(), super::beyondTrial);
            }

            @Override
            public void endTrial(long id) {
                database.run(Callers.get(), () -> super.endTrial(id));
            }

            @Override
            public void fail(long id, StatusReason reason) {
                database.run(Callers.get(), () -> super.fail(id, reason));
            }
        };
    }

    void moderate() {
        moderated = true;
    }

    /** What the timers do each second. */
    void tick() {
        templateTimer.launchDue();
        broadcastTimer.launchScheduled();
        broadcastTimer.pauseBeyondTrials();
    }

    /** An SMS to the one contact of the calling company, over a sender of its own; both are made. */
    SaveBroadcast newBroadcast(String name) {
        long sender = jdbi.withHandle(handle -> {
            long company = Callers.get().company();
            handle.execute(
                    "insert into contact (company_id, phone) values (?, ?) on conflict do nothing", company, PHONE);
            long account = handle.createQuery("insert into provider_account (company_id, provider, name, webhook_key)"
                            + " values (:company, 'smpp', 'SMSC', gen_random_uuid()) on conflict (company_id, name)"
                            + " do update set name = excluded.name returning id")
                    .bind("company", company)
                    .mapTo(Long.class)
                    .one();
            return handle.createQuery(
                            "insert into sender (company_id, channel, address, name, account_id)"
                                    + " values (:company, 'SMS', 'Test', 'Test', :account)"
                                    + " on conflict (company_id, channel, address) do update set name = excluded.name returning id")
                    .bind("company", company)
                    .bind("account", account)
                    .mapTo(Long.class)
                    .one();
        });
        return new SaveBroadcast(
                null,
                0,
                name,
                "",
                BroadcastType.FALLBACK,
                new Audience(List.of(), List.of(), List.of(PHONE), null),
                false,
                List.of(new BroadcastStep(Channel.SMS, sender, new SmsContent("Good morning"), WaitFor.DELIVERY, 10)));
    }
}
