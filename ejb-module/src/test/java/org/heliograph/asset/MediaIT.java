package org.heliograph.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.event.Event;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.heliograph.asset.internal.MediaFiles;
import org.heliograph.asset.internal.MediaRepository;
import org.heliograph.asset.internal.MediaRows;
import org.heliograph.asset.internal.MediaSweep;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The media library on real rows and files. */
class MediaIT {

    private final TestDatabase database = TestDatabase.get();
    private final List<Object> fired = new ArrayList<>();
    private final MediaRepository repository = TestDatabase.wire(new MediaRepository(), database.jdbi());
    private final MediaRows rows = TestDatabase.wire(rowsInTransactions(), database.jdbi(), repository);
    private final MediaService media = TestDatabase.wire(new MediaService(), repository, rows, removals());
    private final PublishedFiles published = TestDatabase.wire(new PublishedFiles(), database.jdbi());
    private Caller caller;
    private String before;

    @TempDir
    private Path data;

    @BeforeEach
    void folder() {
        caller = database.newCompany();
        before = System.getProperty(Setting.DATA.property());
        System.setProperty(Setting.DATA.property(), data.toString());
    }

    @AfterEach
    void folderAsBefore() {
        if (before == null) {
            System.clearProperty(Setting.DATA.property());
        } else {
            System.setProperty(Setting.DATA.property(), before);
        }
    }

    private Event<?> removals() {
        return (Event<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, values) -> {
                    fired.add(values[0]);
                    return null;
                });
    }

    private MediaRows rowsInTransactions() {
        return new MediaRows() {
            @Override
            public Media insert(Media uploaded) {
                return database.call(Callers.get(), () -> super.insert(uploaded));
            }

            @Override
            public Set<String> known(Collection<String> tokens) {
                return database.call(Callers.get(), () -> super.known(tokens));
            }
        };
    }

    private Media upload(String name, byte[] content, MediaUse use) {
        return Callers.callAs(caller, () -> {
            try {
                return media.upload(name, new ByteArrayInputStream(content), use);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private Optional<PublishedFile> publish(String token) {
        return database.call(Caller.SYSTEM, () -> published.find(token));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(data)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void keepsAPictureWithItsSizeAndShowsItToAnybodyWithTheAddress() throws IOException {
        Media kept = upload("C:\\pictures\\lake.html", png(), MediaUse.RCS_CARD);
        assertThat(kept.name()).isEqualTo("lake.html");
        assertThat(kept.format()).isEqualTo(MediaFormat.PNG);
        assertThat(List.of(kept.width(), kept.height())).containsExactly(30, 20);
        assertThat(kept.url()).endsWith("/files/" + kept.token() + ".png");
        assertThat(kept.token()).hasSizeGreaterThan(40);
        PublishedFile file = publish(kept.token()).orElseThrow();
        assertThat(file.format().contentType()).isEqualTo("image/png");
        assertThat(Files.readAllBytes(file.path())).isEqualTo(png());
        assertThat(publish("x" + kept.token())).isEmpty();
    }

    @Test
    void leavesNothingOfWhatItRefuses() throws IOException {
        refused("media_format", "a.png", "<svg/>".getBytes(StandardCharsets.UTF_8), null);
        refused("media_empty", "a.png", new byte[0], null);
        refused("media_unfit", "a.txt", "Hello".getBytes(StandardCharsets.UTF_8), MediaUse.RCS_FILE);
        byte[] broken = png();
        refused("media_damaged", "a.png", java.util.Arrays.copyOf(broken, 12), null);
        assertThat(files()).isEmpty();
    }

    private void refused(String code, String name, byte[] content, MediaUse use) {
        assertThatThrownBy(() -> upload(name, content, use))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void sweepsOldFilesThatNoRowKnows() throws IOException {
        Media kept = upload("lake.png", png(), null);
        Path known = MediaFiles.of(caller.company(), kept.token());
        Path orphan = Files.write(MediaFiles.of(caller.company(), "orphan"), png());
        Path fresh = Files.write(MediaFiles.of(caller.company(), "fresh"), png());
        FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Files.setLastModifiedTime(known, twoDaysAgo);
        Files.setLastModifiedTime(orphan, twoDaysAgo);
        TestDatabase.wire(new MediaSweep(), rows).sweepNow();
        assertThat(files()).containsExactlyInAnyOrder(known, fresh);
    }

    @Test
    void offersWhatTheChannelTakes() throws IOException {
        Media picture = upload("lake.png", png(), null);
        Media text = upload("terms.txt", "Terms".getBytes(StandardCharsets.UTF_8), null);
        Media paper = upload("terms.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8), null);
        assertThat(database.call(caller, () -> media.choices(MediaUse.RCS_CARD, null)))
                .containsExactly(picture);
        assertThat(database.call(caller, () -> media.choices(MediaUse.RCS_FILE, "TERM")))
                .containsExactly(paper);
        assertThat(database.call(caller, () -> media.choose(MediaUse.RCS_FILE, paper.id())))
                .isEqualTo(paper);
        assertThatThrownBy(() -> database.call(caller, () -> media.choose(MediaUse.RCS_FILE, text.id())))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void isTheCompanysAloneAndGoesWithItsFile() throws IOException {
        Media kept = upload("lake.png", png(), null);
        Caller other = database.newCompany();
        assertThat(database.call(other, () -> media.choices(MediaUse.RCS_CARD, "")))
                .isEmpty();
        assertThatThrownBy(() -> database.run(other, () -> media.delete(kept.id())))
                .isInstanceOf(NotFoundException.class);
        database.run(caller, () -> media.delete(kept.id()));
        assertThat(publish(kept.token())).isEmpty();
        assertThat(fired).containsExactly(new MediaRemoved(caller.company(), kept.token()));
        MediaFiles.delete(caller.company(), kept.token());
        assertThat(files()).isEmpty();
    }
}
