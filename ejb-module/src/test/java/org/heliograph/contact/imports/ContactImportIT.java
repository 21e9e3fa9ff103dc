package org.heliograph.contact.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.contact.AttributeType;
import org.heliograph.contact.ContactBeans;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports as the wizard and the batch jobs make them, on a real database. */
class ContactImportIT {

    private static final String TWICE = "phone,name,city\n" + "+12025550101,Ann,\n" + "+12025550102,Bob,Rome\n"
            + "+12025550101,Anna,Oslo\n" + "12,Nobody,\n";

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.get();
    private final ContactBeans beans = new ContactBeans(database.jdbi());
    private final ImportJobs jobs = TestDatabase.wire(new ImportJobs(), database.jdbi());
    private final ImportRows rows = TestDatabase.wire(new ImportRows(), database.jdbi());
    private final ImportService service =
            TestDatabase.wire(new ImportService(), jobs, rows, beans.attributes, beans.companies, beans.trial);
    private final ImportWork work =
            TestDatabase.wire(new ImportWork(), database.jdbi(), jobs, rows, beans.attributes, beans.tags, beans.trial);
    private Caller caller;

    @BeforeEach
    void start() {
        System.setProperty(Setting.DATA.property(), data.toString());
        System.setProperty(Setting.IMPORT_CHUNK.property(), "2");
        caller = database.newCompany();
        database.run(caller, () -> {
            beans.attribute("name", AttributeType.TEXT);
            beans.attribute("city", AttributeType.TEXT);
        });
    }

    @Test
    void importsNewNumbersAndRejectsBadOnesWithTheirRow() {
        ImportJob done = importFile(TWICE, InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);

        assertThat(done.status()).isEqualTo(ImportStatus.COMPLETE);
        assertThat(done.counts()).isEqualTo(new ImportCounts(4, 3, 2, 0, 1, 1, 1, 0));
        assertThat(contacts())
                .isEqualTo(Map.of(
                        "+12025550101", "{\"name\": \"Ann\"}",
                        "+12025550102", "{\"city\": \"Rome\", \"name\": \"Bob\"}"));
        List<Rejection> rejections = database.call(caller, () -> service.rejections(done.id(), 0, 10));
        assertThat(rejections).hasSize(1);
        assertThat(rejections.get(0).rowNumber()).isEqualTo(5);
        assertThat(rejections.get(0).cells()).containsExactly("12", "Nobody", "");
    }

    @Test
    void letsTheLastOfSeveralRowsWin() {
        importFile(TWICE, InFileDuplicates.LAST_WINS, ExistingContacts.SKIP);

        assertThat(contacts()).containsEntry("+12025550101", "{\"city\": \"Oslo\", \"name\": \"Anna\"}");
    }

    @Test
    void joinsSeveralRowsOfANumber() {
        importFile(TWICE, InFileDuplicates.MERGE, ExistingContacts.SKIP);

        assertThat(contacts()).containsEntry("+12025550101", "{\"city\": \"Oslo\", \"name\": \"Ann\"}");
    }

    /** However many rows the planner believes in, a file of one number many times is settled in one go. */
    @Test
    void settlesAFileOfDuplicatesWithoutJoiningEachWithEach() {
        StringBuilder file = new StringBuilder("phone,name\n");
        for (int i = 0; i < 20_000; i++) {
            file.append("+1212557")
                    .append(String.format("%04d", i % 2))
                    .append(",N")
                    .append(i)
                    .append('\n');
        }
        System.setProperty(Setting.IMPORT_CHUNK.property(), "20000");

        ImportJob done = importFile(file.toString(), InFileDuplicates.LAST_WINS, ExistingContacts.SKIP);

        assertThat(done.counts()).isEqualTo(new ImportCounts(20_000, 20_000, 2, 0, 19_998, 19_998, 0, 0));
        assertThat(contacts()).containsEntry("+12125570001", "{\"name\": \"N19999\"}");
    }

    @Test
    void bringsStatisticsUpToDateAfterALargeFile() {
        long id = prepare(TWICE, InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);
        int checking = claim(id);
        stageChunks(id, checking, Integer.MAX_VALUE);
        database.run(caller, () -> work.endCheck(id, checking));
        database.run(caller, () -> service.start(id));
        int importing = claim(id);
        long before = analyses();

        database.run(caller, () -> assertThat(work.analyze(id, importing)).isTrue());
        assertThat(analyses()).isEqualTo(before);

        database.run(Caller.SYSTEM, () -> database.jdbi()
                .useHandle(handle -> handle.execute("update import_job set rows_created = 10000 where id = ?", id)));
        database.run(caller, () -> assertThat(work.analyze(id, checking)).isFalse());
        assertThat(analyses()).isEqualTo(before);
        database.run(caller, () -> assertThat(work.analyze(id, importing)).isTrue());
        assertThat(analyses()).isGreaterThan(before);
    }

    private long analyses() {
        return database.call(Caller.SYSTEM, () -> database.jdbi()
                .withHandle(handle -> handle.createQuery("select pg_stat_get_analyze_count('contact_tag'::regclass)")
                        .mapTo(Long.class)
                        .one()));
    }

    @Test
    void leavesExistingContactsAlone() {
        importFile("phone,name,city\n+12025550101,Old,Lima\n", InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);

        ImportJob done = importFile(TWICE, InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);

        assertThat(done.counts()).isEqualTo(new ImportCounts(4, 3, 1, 0, 2, 1, 1, 1));
        assertThat(contacts()).containsEntry("+12025550101", "{\"city\": \"Lima\", \"name\": \"Old\"}");
        assertThat(tagged()).isEqualTo(2);
    }

    @Test
    void overridesMappedAttributesAndClearsEmptyOnes() {
        importFile("phone,name,city\n+12025550101,Old,Lima\n", InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);

        ImportJob done = importFile(TWICE, InFileDuplicates.FIRST_WINS, ExistingContacts.OVERRIDE);

        assertThat(done.counts()).isEqualTo(new ImportCounts(4, 3, 1, 1, 1, 1, 1, 1));
        assertThat(contacts()).containsEntry("+12025550101", "{\"name\": \"Ann\"}");
    }

    @Test
    void fillsOnlyWhatIsEmpty() {
        importFile("phone,name\n+12025550102,Old\n", InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);

        importFile(TWICE, InFileDuplicates.FIRST_WINS, ExistingContacts.ENRICH);

        assertThat(contacts()).containsEntry("+12025550102", "{\"city\": \"Rome\", \"name\": \"Old\"}");
    }

    @Test
    void goesOnFromTheCheckpointAfterACrash() {
        StringBuilder file = new StringBuilder("phone,name\n");
        for (int i = 0; i < 9; i++) {
            file.append("+1202555010").append(i).append(",N").append(i).append('\n');
        }
        long id = prepare(file.toString(), InFileDuplicates.FIRST_WINS, ExistingContacts.ENRICH);
        stageChunks(id, claim(id), 2);

        int second = reclaim(id);
        stageChunks(id, second, Integer.MAX_VALUE);
        database.run(caller, () -> assertThat(work.endCheck(id, second)).isTrue());
        database.run(caller, () -> service.start(id));
        applyWindows(id, claim(id), 2);
        int fourth = reclaim(id);
        applyWindows(id, fourth, Integer.MAX_VALUE);
        database.run(caller, () -> assertThat(work.endImport(id, fourth)).isTrue());

        ImportJob done = database.call(caller, () -> service.get(id));
        assertThat(done.counts()).isEqualTo(new ImportCounts(9, 9, 9, 0, 0, 0, 0, 0));
        assertThat(contacts()).hasSize(9);
    }

    @Test
    void givesNothingToAnAttemptThatWasTakenOver() {
        long id = prepare(TWICE, InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);
        int first = claim(id);
        reclaim(id);

        boolean accepted = database.call(
                caller, () -> work.stage(id, first, 1, List.of(new TableRow(2, List.of("+12025550101", "", "")))));

        assertThat(accepted).isFalse();
        assertThat(database.call(caller, () -> service.get(id)).counts().done()).isZero();
    }

    @Test
    void refusesNumbersThatAreNotInTheCountrysPlan() {
        StringBuilder file = new StringBuilder(TWICE.substring(0, TWICE.indexOf('\n') + 1));
        for (int i = 0; i < 499; i++) {
            file.append("212-557-0").append(String.format("%03d", i)).append(",Ada,Boston\n");
        }
        file.append("222-402-9216,Nobody,Nowhere\n511-955-3016,Nobody,Nowhere\n");
        System.setProperty(Setting.IMPORT_CHUNK.property(), "5000");

        ImportJob done = importFile(file.toString(), InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);

        assertThat(database.call(caller, () -> service.rejections(done.id(), 0, 10)))
                .extracting(Rejection::value)
                .containsExactlyInAnyOrder("222-402-9216", "511-955-3016");
        assertThat(done.counts().created()).isEqualTo(499);
    }

    private ImportJob importFile(String file, InFileDuplicates duplicates, ExistingContacts existing) {
        long id = prepare(file, duplicates, existing);
        int checking = claim(id);
        stageChunks(id, checking, Integer.MAX_VALUE);
        database.run(caller, () -> work.endCheck(id, checking));
        database.run(caller, () -> service.start(id));
        int importing = claim(id);
        applyWindows(id, importing, Integer.MAX_VALUE);
        database.run(caller, () -> work.endImport(id, importing));
        return database.call(caller, () -> service.get(id));
    }

    /** Each file alone would fit; what the other will add counts, whether it has begun or not. */
    @Test
    void twoImportsAtOnceStayWithinTheContactsOfATrial() {
        long first = checked("phone,name\n+12025550101,Ann\n+12025550102,Bob\n");
        long second = checked("phone,name\n+12025550103,Cem\n+12025550104,Dee\n");
        onTrial(3);
        database.run(caller, () -> service.start(first));
        assertThatThrownBy(() -> database.run(caller, () -> service.start(second)))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo("trial_contacts"));
        applyWindows(first, claim(first), Integer.MAX_VALUE);
        onTrial(4);
        database.run(caller, () -> service.start(second));
        database.run(caller, () -> List.of(first, second).forEach(service::cancel));
    }

    /** The check counted contacts that are gone by now. */
    @Test
    void anImportThatFindsFewerContactsThanItsCheckStopsAtTheTrialsEnd() {
        onTrial(2);
        long id = checked("phone,name\n+12025550101,Ann\n+12025550102,Bob\n");
        database.run(caller, () -> service.start(id));
        int attempt = claim(id);
        onTrial(1);
        assertThatThrownBy(() -> applyWindows(id, attempt, Integer.MAX_VALUE))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo("trial_contacts"));
        assertThat(contacts()).isEmpty();
        database.run(caller, () -> service.cancel(id));
    }

    private void onTrial(int contacts) {
        database.asSuperuser("update company set trial_sms = 1, trial_emails = 1, trial_contacts = " + contacts
                + ", trial_until = now() + interval '1 day' where id = " + caller.company());
    }

    private long checked(String file) {
        long id = prepare(file, InFileDuplicates.FIRST_WINS, ExistingContacts.SKIP);
        int attempt = claim(id);
        stageChunks(id, attempt, Integer.MAX_VALUE);
        database.run(caller, () -> work.endCheck(id, attempt));
        return id;
    }

    private long prepare(String file, InFileDuplicates duplicates, ExistingContacts existing) {
        return database.call(caller, () -> {
            long id = service.upload("people.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
            ImportSettings settings = service.get(id).settings();
            settings.setDuplicates(duplicates);
            settings.setExisting(existing);
            settings.setTag("Spring");
            service.check(id, settings);
            return id;
        });
    }

    private int claim(long id) {
        return database.call(Caller.SYSTEM, () -> work.claimDue()).stream()
                .filter(claim -> claim.importId() == id)
                .findFirst()
                .orElseThrow()
                .attempt();
    }

    private int reclaim(long id) {
        database.run(caller, () -> database.jdbi()
                .useHandle(handle ->
                        handle.execute("update import_job set lease_until = now() - interval '1 s' where id = ?", id)));
        return claim(id);
    }

    private void stageChunks(long id, int attempt, int limit) {
        ImportJob job = database.call(caller, () -> work.get(id));
        long after = job.checkpoint();
        try (ImportRun run = ImportRun.open(job)) {
            List<TableRow> chunk = run.nextChunk();
            for (int i = 0; i < limit && chunk != null; i++, chunk = run.nextChunk()) {
                List<TableRow> part = chunk;
                long from = after;
                database.run(caller, () -> assertThat(work.stage(id, attempt, from, part))
                        .isTrue());
                after = part.get(part.size() - 1).number();
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void applyWindows(long id, int attempt, int limit) {
        ImportJob job = database.call(caller, () -> work.get(id));
        long after = job.checkpoint();
        for (int i = 0; i < limit && after < job.lastRow(); i++) {
            long from = after;
            long through = Math.min(job.lastRow(), after + Setting.IMPORT_CHUNK.getInt());
            database.run(caller, () -> assertThat(work.apply(id, attempt, from, through))
                    .isTrue());
            after = through;
        }
    }

    private Map<String, String> contacts() {
        return database.call(caller, () -> database.jdbi().withHandle(handle -> {
            Map<String, String> result = new TreeMap<>();
            handle.createQuery("select phone, attributes from contact")
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(entry -> result.put(entry.getKey(), entry.getValue()));
            return result;
        }));
    }

    private int tagged() {
        return database.call(caller, () -> database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from contact_tag")
                        .mapTo(Integer.class)
                        .one()));
    }
}
