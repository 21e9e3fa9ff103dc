package org.heliograph.contact.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.heliograph.contact.ContactBeans;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long uploads, and what was rejected of them, are kept. */
class OldImportsIT {

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.get();
    private final ContactBeans beans = new ContactBeans(database.jdbi());
    private final ImportJobs jobs = TestDatabase.wire(new ImportJobs(), database.jdbi());
    private final ImportRows rows = TestDatabase.wire(new ImportRows(), database.jdbi());
    private final ImportService service =
            TestDatabase.wire(new ImportService(), jobs, rows, beans.attributes, beans.companies, beans.trial);
    private Caller caller;
    private long id;

    @BeforeEach
    void upload() {
        System.setProperty(Setting.DATA.property(), data.toString());
        caller = database.newCompany();
        id = database.call(
                caller,
                () -> service.upload(
                        "people.csv",
                        new ByteArrayInputStream("phone\n+12025550101\n".getBytes(StandardCharsets.UTF_8))));
        set("status = 'RUNNING'");
    }

    @Test
    void aFileGoesWithTheEndOfItsImport() {
        deleteAfter(Duration.ofHours(2));
        assertThat(file()).exists();
        set("status = 'COMPLETE', finished_at = now()");
        deleteAfter(Duration.ofHours(2));
        assertThat(file()).doesNotExist();
        assertThat(database.call(caller, () -> service.get(id)).isOver()).isTrue();
    }

    @Test
    void aFileWithRejectedRowsIsKeptAsLongAsTheyAre() {
        set("status = 'COMPLETE', finished_at = now(), rows_rejected = 1");
        Path file = file();
        deleteAfter(Duration.ofDays(6));
        assertThat(file).exists();
        deleteAfter(Duration.ofDays(8));
        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> database.run(caller, () -> service.get(id))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anImportThatRunsIsLeftAlone() {
        deleteAfter(Duration.ofDays(30));
        assertThat(file()).exists();
    }

    @Test
    void filesWithoutAnImportGoOnceTheyCannotBeOfOneToCome() throws IOException {
        Path stray = Files.writeString(file().resolveSibling("stray"), "phone\n");
        deleteAfter(Duration.ofMinutes(30));
        assertThat(stray).exists();
        deleteAfter(Duration.ofHours(2));
        assertThat(stray).doesNotExist();
        assertThat(file()).exists();
    }

    private Path file() {
        return database.call(
                caller, () -> ImportFiles.of(caller.company(), service.get(id).filePath()));
    }

    private void set(String columns) {
        database.run(caller, () -> database.jdbi()
                .useHandle(handle -> handle.execute("update import_job set " + columns + " where id = ?", id)));
    }

    private void deleteAfter(Duration time) {
        Clock later = Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC);
        OldImports old = TestDatabase.wire(new OldImports(), database.jdbi(), later);
        database.run(Caller.SYSTEM, old::delete);
    }
}
