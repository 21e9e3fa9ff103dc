package org.heliograph.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.heliograph.contact.ContactBeans;
import org.heliograph.export.ExportWork.Claim;
import org.heliograph.export.ExportWork.Task;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridQuery;
import org.heliograph.platform.grid.GridService;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports on real rows: who may take one, and what becomes of one whose worker has gone. */
class ExportWorkIT {

    private final TestDatabase database = TestDatabase.get();
    private Instant now = Instant.parse("2026-05-04T10:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final GridService grids = TestDatabase.wire(
            new GridService() {
                @Override
                public GridDefinition definition(String name) {
                    return new GridDefinition(
                            name,
                            "MANAGE_CONTACTS",
                            "tag t where t.company_id = " + Callers.get().company(),
                            "t.id",
                            "t.id desc",
                            List.of(GridColumn.of("name", GridColumn.Type.TEXT, "t.name")));
                }
            },
            database.jdbi());
    private final ExportService service = TestDatabase.wire(new ExportService(), database.jdbi(), grids, clock);
    private final ExportWork work = TestDatabase.wire(new ExportWork(), database.jdbi(), grids, clock);
    private Caller caller;

    @BeforeEach
    void nothingWaits() {
        database.run(
                Caller.SYSTEM, () -> database.jdbi().useHandle(handle -> handle.execute("delete from export_job")));
        caller = database.newCompany();
        database.run(caller, () -> new ContactBeans(database.jdbi()).tags.ensure(List.of("a", "b", "c")));
    }

    private long request() {
        ExportLayout layout = new ExportLayout(
                List.of(new ExportLayout.Column("name", "Name", GridColumn.Type.TEXT, Map.of())),
                ZoneOffset.UTC,
                "Yes",
                "No");
        return database.call(
                caller,
                () -> service.request(new RequestExport("tag", GridQuery.ALL, layout, ExportFormat.CSV, "tags")));
    }

    private List<Claim> claim() {
        return database.call(Caller.SYSTEM, work::claimDue);
    }

    private Export only() {
        return database.call(caller, service::list).get(0);
    }

    @Test
    void readsAllRowsAndCompletes() {
        long id = request();
        Claim claim = claim().get(0);
        assertThat(claim.companyId()).isEqualTo(caller.company());
        Task task = database.call(caller, () -> work.start(id, claim.attempt()));
        List<Map<String, Object>> rows = database.call(caller, () -> work.next(task, null, 0));
        assertThat(rows).extracting(row -> row.get("name")).containsExactly("c", "b", "a");
        Object last = rows.get(2).get("id");
        assertThat(database.call(caller, () -> work.next(task, last, 3))).isEmpty();
        database.run(caller, () -> work.complete(task, 3));
        assertThat(only().status()).isEqualTo(Export.Status.COMPLETE);
        assertThat(only().percent()).isEqualTo(100);
    }

    @Test
    void givesAnExportToOneWorkerOnly() {
        request();
        assertThat(claim()).hasSize(1);
        assertThat(claim()).isEmpty();
    }

    @Test
    void givesAnAbandonedExportToAnotherAndStopsTheFirst() {
        long id = request();
        Claim first = claim().get(0);
        Task task = database.call(caller, () -> work.start(id, first.attempt()));
        now = now.plus(Duration.ofMinutes(2));
        Claim second = claim().get(0);
        assertThat(second.attempt()).isEqualTo(first.attempt() + 1);
        assertThatThrownBy(() -> database.run(caller, () -> work.next(task, null, 0)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> database.run(caller, () -> work.complete(task, 3)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void givesUpAfterThreeInterruptions() {
        request();
        for (int i = 0; i < 3; i++) {
            assertThat(claim()).hasSize(1);
            now = now.plus(Duration.ofMinutes(2));
        }
        assertThat(claim()).isEmpty();
        assertThat(only().status()).isEqualTo(Export.Status.FAILED);
        assertThat(only().statusReason()).isEqualTo("export_interrupted");
    }

    @Test
    void runsTwoAtATime() {
        request();
        request();
        request();
        assertThat(claim()).hasSize(2);
        assertThat(claim()).isEmpty();
    }

    @Test
    void handsAFileToItsOwnerOnly() {
        long id = request();
        Caller colleague = new Caller(caller.companyId(), caller.user() + 1, "other", caller.permissions());
        assertThat(database.call(colleague, service::list)).isEmpty();
        assertThatThrownBy(() -> database.call(colleague, () -> service.file(id)))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.code()).isEqualTo("export_unknown"));
    }

    @Test
    void forgetsExportsAfterAWeek() {
        request();
        now = now.plus(Duration.ofDays(8));
        database.run(Caller.SYSTEM, work::deleteOld);
        assertThat(database.call(caller, service::list)).isEmpty();
    }
}
