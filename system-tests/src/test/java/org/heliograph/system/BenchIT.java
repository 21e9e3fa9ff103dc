package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** How fast the path of a message is, beside what the bare technique does in the same run; only reported, never asserted. */
@Tag("bench")
@Tag("heavy")
@TestMethodOrder(MethodName.class)
class BenchIT {

    private static final int SMS = Integer.getInteger("bench.sms", 100_000);
    private static final int AUDIENCE = Integer.getInteger("bench.audience", 1_000_000);
    private static final int API = Integer.getInteger("bench.api", 20_000);
    private static final int MAILS = Integer.getInteger("bench.mails", 20_000);
    private static final int KANNEL = Integer.getInteger("bench.kannel", 20_000);
    private static final int HISTORY = Integer.getInteger("bench.history", 10_000_000);
    /** Broadcasts with and without that history; neither is always the later one. */
    private static final List<Boolean> TURNS = List.of(true, false, false, true, true, false, false, true);

    /** Messages of each broadcast before anything is measured. */
    private static final int WARM_UP = 100_000;

    /**
     * A server compiles what it does often: of the CPU time of the second of these broadcasts that takes a third, of the fourth
     * a tenth, of the sixth still a fifteenth.
     */
    private static final int WARM_UPS = 6;

    /** Broadcasts that are measured, each between two runs of the floor. */
    private static final int SMS_TURNS = 6;

    /** So often requests are sent before they are measured; after eight the compilers take a twelfth of the time still. */
    private static final int API_WARM_UPS = 14;

    private static final int API_TURNS = 7;
    private static final String ACCEPT = "api-accept";

    private static final int WARM_CODES = 50;
    private static final int CODES = 200;
    /** The first and the last so many tell whether it slows down. */
    private static final int ENDS = 10_000;

    /** Handed over when receipts had begun to come. */
    private static final String REPORTED = "m.sent_at > b.reported";

    private static final Duration DELIVERY = Duration.ofMinutes(5);

    private static Carrier carrier;
    private static Product product;
    private static Rows rows;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Figures.writeTo("bench.json");
        carrier = Carrier.start();
        product = Product.create(Product.newDirectory("bench"), carrier.properties())
                .start();
        rows = Rows.of(product);
        // Soon enough for the first ten thousand to be sent beside their receipts, as the last ones are.
        new CarrierSide(product).behave("{\"sms\": {\"delayMinMs\": 50, \"delayMaxMs\": 150}}");
        BareSmpp.run(carrier.smppPort(), "1211", WARM_UP);
        new SmsBroadcast(product, rows, "Warm-up", WARM_UP)
                .to(SmsBroadcast.WARM_UP)
                .prepare()
                .launch()
                .awaitCompletion();
        for (int i = 1; i < WARM_UPS; i++) {
            new SmsBroadcast(product, rows, "Warm-up " + i, WARM_UP, "Warm-up")
                    .launch()
                    .awaitCompletion();
        }
        new SmsBroadcast(product, rows, "Bench", SMS).prepare();
        // What the import of a moment ago left to clean up is no part of sending.
        rows.update("vacuum (analyze)");
    }

    @AfterAll
    static void stop() {
        product.close();
        carrier.close();
    }

    /**
     * With receipts, from the launch to the last one counted; the floor is jsmpp alone, window 100, receipts on. Both take turns,
     * since what the machine can do changes within a minute.
     */
    @Test
    void a1SmsBroadcast() throws IOException, InterruptedException {
        long server = product.part("payara-micro.jar").pid();
        double seconds = 0;
        double bareSeconds = SMS / BareSmpp.run(carrier.smppPort(), "1213", SMS) / 2;
        try (Sampler memory = Sampler.ofMemory(server)) {
            for (int turn = 1; turn <= SMS_TURNS; turn++) {
                seconds += seconds("Bench " + turn);
                if (turn == 1) {
                    System.out.println("Bench: " + new SmsBroadcast(product, rows, "Bench 1", SMS, "Bench").audit());
                }
                double bare = SMS / BareSmpp.run(carrier.smppPort(), "1213", SMS);
                bareSeconds += turn == SMS_TURNS ? bare / 2 : bare;
            }
            memory.report("server memory during the broadcasts", "MiB");
        }
        double sent = SMS * SMS_TURNS;
        double rate = sent / seconds;
        Figures.add("live heap after the broadcasts", Sampler.liveHeap(server), "MiB");
        Figures.add("sms-broadcast", rate, "messages/s", sent / bareSeconds);
        // The last ones end when nobody is left to work beside, so the first ones begin when the first is taken for
        // sending.
        double last = rateOf("desc", "m.sent_at", "true");
        Figures.add("sms-broadcast-last-10000", last, "messages/s", rateOf("asc", "m.created_at", "true"));
        // The first ones may be gone before any receipt comes, and have the machine for themselves.
        Figures.add(
                "sms-broadcast-last-10000-beside-reported", last, "messages/s", rateOf("asc", "m.sent_at", REPORTED));
        System.out.println("Bench: a second by tenths " + tenths());
        kannel(rate);
    }

    /** A floor that was measured before and after: what is left of the machine changes within minutes. */
    private static double mean(double before, double after) {
        return (before + after) / 2;
    }

    /**
     * The same when the database holds ten million older EDRs; the floor is the rate when they are taken away. Both take turns,
     * since what the machine can do changes within minutes.
     */
    @Test
    void a3SmsBroadcastWithHistory() throws SQLException {
        if (HISTORY == 0) {
            return;
        }
        Map<Boolean, Double> seconds = new HashMap<>();
        try (Connection connection = rows.connect()) {
            History history = History.write(connection, HISTORY);
            // The first one finds nothing in memory after the minutes that took, and is not counted.
            seconds("after a pause");
            for (int turn = 0; turn < TURNS.size(); turn++) {
                boolean with = TURNS.get(turn);
                if (history.show(with)) {
                    // The database plans all statements anew, on each connection.
                    seconds("after a change " + turn);
                }
                seconds.merge(with, seconds((with ? "with history " : "without history ") + turn), Double::sum);
            }
            history.show(false);
        }
        double sent = SMS * TURNS.size() / 2.0;
        Figures.add("sms-broadcast-with-history", sent / seconds.get(true), "messages/s", sent / seconds.get(false));
    }

    private static double seconds(String name) {
        SmsBroadcast broadcast = new SmsBroadcast(product, rows, name, SMS, "Bench").schedule();
        CpuTime time = CpuTime.of(product);
        double seconds = broadcast.awaitCounted();
        time.report("sms-broadcast " + name, SMS);
        broadcast.awaitCompletion();
        Figures.add("sms-broadcast " + name, SMS / seconds, "messages/s");
        return seconds;
    }

    private static void kannel(double rate) throws IOException, InterruptedException {
        if (Kannel.find().isEmpty()) {
            System.out.println("Kannel is not installed: no comparison.");
            return;
        }
        double kannel = Kannel.find().get().run(carrier.smppPort(), "1214", KANNEL);
        Figures.add("sms-broadcast-vs-kannel", rate, "messages/s", kannel);
    }

    /**
     * Messages a second of the first or last so many of each of these broadcasts, of those handed over under the condition.
     *
     * @param from the time of theirs at which the time begins
     */
    private static double rateOf(String order, String from, String condition) {
        return rows.number("with b as materialized (select id, (select min(delivered_at) from message"
                + " where broadcast_id = broadcast.id) as reported from broadcast where name like 'Bench %')"
                + " select (sum(sent) / sum(seconds))::bigint from (select count(*) as sent,"
                + " extract(epoch from max(sent_at) - min(begun)) as seconds from"
                + " (select b.id, m.sent_at, " + from
                + " as begun, row_number() over (partition by b.id order by m.sent_at " + order
                + ") as place from message m join b on b.id = m.broadcast_id where " + condition
                + ") ordered where place <= " + ENDS + " group by id) ends");
    }

    /** The same of each tenth of one of them. */
    private static String tenths() {
        return rows.text(
                "select string_agg((sent / seconds)::bigint::text, ' ' order by tenth) from (select tenth, count(*) as sent,"
                        + " extract(epoch from max(sent_at) - min(sent_at)) as seconds from (select m.sent_at,"
                        + " ntile(10) over (order by m.sent_at) as tenth from message m join broadcast b on b.id = m.broadcast_id"
                        + " where b.name = 'Bench 1') ordered group by tenth) rates where seconds > 0");
    }

    /** Codes sent over the API while a broadcast runs at full speed, from the request to the carrier's ledger. */
    @Test
    void a2OneTimeCodesDuringABroadcast() throws InterruptedException {
        OneTimeCodes codes = new OneTimeCodes(product);
        codes.send("1216200", WARM_CODES, () -> {});
        long idle = codes.send("1216201", CODES, () -> {});
        long busy = codes.send("1216202", CODES, () -> {
            new SmsBroadcast(product, rows, "Bench again", SMS, "Bench")
                    .launch()
                    .awaitCompletion();
        });
        Figures.add("otp-latency-p99", busy, "ms", idle);
    }

    /**
     * Requests accepted a second over fifty connections; the floor is a servlet of the same server that only answers. Beside it
     * stands one that answers when the request is committed as a row, and sends nothing.
     */
    @Test
    void bApiMessages() throws IOException, InterruptedException {
        String key = product.demo("api key");
        String address = product.address() + "/api/v1/messages";
        try (BareServer bare = BareServer.start(rows)) {
            RequestTurns turns = new RequestTurns(API)
                    .of(ACCEPT, n -> Http.post(address, sms(n), "X-API-Key", key))
                    .of("echo", n -> Http.post(bare.echo(), sms(n)))
                    .of("insert", n -> Http.post(bare.insert(), sms(n)))
                    .afterEach(BenchIT::awaitDelivery);
            Map<String, Double> rates = turns.warmUp(API_WARM_UPS).run(API_TURNS);
            CpuTime time = CpuTime.of(product);
            turns.turn(ACCEPT);
            time.report(ACCEPT, API);
            int all = (API_WARM_UPS + API_TURNS + 1) * API;
            assertThat(rows.number("select count(*) from message where address like '+1217%'"))
                    .isBetween((long) all, (long) all + turns.sentAgain());
            Figures.add("requests sent again", turns.sentAgain(), "requests");
            Figures.add(ACCEPT, rates.get(ACCEPT), "requests/s", rates.get("echo"));
            Figures.add(ACCEPT + "-beside-inserts", rates.get(ACCEPT), "requests/s", rates.get("insert"));
        }
    }

    /** What is sent after it was accepted is no part of another's turn. */
    private static void awaitDelivery() {
        Eventually.get(
                DELIVERY,
                "all accepted to be delivered",
                () -> rows.number("select count(*) from message where address like '+1217%' and state <> 'DELIVERED'"),
                count -> count == 0);
    }

    private static String sms(int number) {
        return "{\"contact\": \"+1217" + String.format("%07d", 2_000_000 + number)
                + "\", \"channel\": 1, \"senderId\": \"Heliograph\", \"payload\": {\"text\": \"Hello\"}}";
    }

    /** E-mails a second from the launch to the last one handed over; the floor is bare SMTP to the same server. */
    @Test
    void cEmails() throws InterruptedException {
        double bare = BareSmtp.run(Integer.parseInt(product.property("smtp.port")), MAILS);
        java.nio.file.Path file = ContactFile.write("21880", MAILS);
        try (Portal portal = Portal.signIn(product, "admin")) {
            portal.importContacts(file, "Mails", Map.of("phone1", "Phone number"), "Not import");
            portal.newBroadcast("Mails", "Mails");
            portal.addEmail("hello@heliograph.example", "News", "<p>News for {{attribute.phoneNumber}}</p>");
            portal.launch();
        }
        long sent = Eventually.get(
                DELIVERY,
                "all e-mails to be handed over",
                () -> rows.number("select count(*) from message m join broadcast b on b.id = m.broadcast_id"
                        + " where b.name = 'Mails' and m.sent_at is not null"),
                count -> count == MAILS);
        Figures.add(
                "email",
                sent
                        / (rows.number(
                                        "select (extract(epoch from max(m.sent_at) - min(b.launched_at)) * 1000)::bigint"
                                                + " from message m join broadcast b on b.id = m.broadcast_id where b.name = 'Mails'")
                                / 1000.0),
                "messages/s",
                bare);
    }

    /** Seconds of the launch's transaction; the floor is the bare statement. Nobody looks at a page meanwhile. */
    @Test
    void dAudienceFreeze() throws SQLException {
        try (Connection connection = rows.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into tag (company_id, name) select min(id), 'Million' from company");
            statement.execute("with made as (insert into contact (company_id, phone) select t.company_id, '+1312'"
                    + " || lpad((2000000 + n)::text, 7, '0') from tag t, generate_series(1, " + AUDIENCE
                    + ") n where t.name = 'Million' returning id, company_id) insert into contact_tag"
                    + " (contact_id, tag_id, company_id) select m.id, t.id, t.company_id from made m, tag t"
                    + " where t.name = 'Million'");
            statement.execute("vacuum (analyze) contact, contact_tag");
            long tag = rows.number("select id from tag where name = 'Million'");
            double before = bareFreeze(statement, tag);
            prepareFreeze();
            // Neither pays for what was written before it.
            statement.execute("checkpoint");
            double seconds = freeze();
            abort();
            Figures.add("audience-freeze", seconds, "s", mean(before, bareFreeze(statement, tag)));
        }
    }

    private static double bareFreeze(Statement statement, long tag) throws SQLException {
        statement.execute("create table bare_recipient (like recipient including all)");
        statement.execute("checkpoint");
        long start = System.nanoTime();
        statement.execute("insert into bare_recipient (broadcast_id, no, company_id, contact_id, phone) select 1,"
                + " row_number() over (order by c.id), c.company_id, c.id, c.phone from contact c where exists"
                + " (select from contact_tag ct where ct.contact_id = c.id and ct.tag_id = " + tag + ")");
        double seconds = (System.nanoTime() - start) / 1e9;
        statement.execute("drop table bare_recipient");
        return seconds;
    }

    /** Up to a launch tomorrow. */
    private static void prepareFreeze() {
        try (Portal portal = Portal.signIn(product, "admin")) {
            portal.page().setDefaultTimeout(120_000);
            portal.newBroadcast("Million", "Million");
            portal.addSms("Heliograph", "A text", 1);
            portal.scheduleTomorrow();
            long start = System.nanoTime();
            portal.askToLaunch();
            Figures.add("launch-estimate", (System.nanoTime() - start) / 1e9, "s");
            portal.confirmLaunch();
        }
    }

    /** The launch writes when its transaction has begun. */
    private static double freeze() {
        rows.update("update broadcast set scheduled_for = now() where name = 'Million'");
        String took = "select coalesce(max(1000 * extract(epoch from clock_timestamp() - updated_at)), 0)::bigint"
                + " from broadcast where name = 'Million' and status = 'IN_PROGRESS'";
        return Eventually.get(DELIVERY, "the launch", () -> rows.number(took), millis -> millis > 0) / 1e3;
    }

    private static void abort() {
        try (Portal portal = Portal.signIn(product, "admin")) {
            portal.open("/broadcast/broadcasts.xhtml");
            portal.act(portal.row("Million"), "row-abort");
            portal.confirm();
            Eventually.get(
                    DELIVERY,
                    "the abort",
                    () -> rows.text("select status from broadcast where name = 'Million'"),
                    "ABORTED"::equals);
        }
        assertThat(rows.number("select recipients from broadcast where name = 'Million'"))
                .isEqualTo(AUDIENCE);
    }
}
