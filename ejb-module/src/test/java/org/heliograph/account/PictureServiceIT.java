package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.Test;

/** A user's picture: drawn anew, small, and nobody else's. */
class PictureServiceIT {

    private final TestDatabase database = TestDatabase.get();
    private final MovableClock clock = new MovableClock();
    private final PictureService service = TestDatabase.wire(new PictureService(), database.jdbi(), clock);
    private final Caller user = database.newCompany();

    private Instant save(byte[] upload) {
        return database.call(user, () -> {
            try {
                return service.save(new ByteArrayInputStream(upload));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = width / 2 - 10; x < width / 2 + 10; x++) {
            for (int y = height / 2 - 10; y < height / 2 + 10; y++) {
                image.setRGB(x, y, Color.RED.getRGB());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** The PNG with another width in its header. */
    private static byte[] widened(byte[] png, int width) {
        byte[] forged = Arrays.copyOf(png, png.length);
        ByteBuffer.wrap(forged).putInt(16, width);
        CRC32 sum = new CRC32();
        sum.update(forged, 12, 17);
        ByteBuffer.wrap(forged).putInt(29, (int) sum.getValue());
        return forged;
    }

    private void assertRefused(byte[] upload, String code) {
        assertThatThrownBy(() -> save(upload)).isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void keepsTheMiddleOfThePictureAsASmallSquare() throws IOException {
        assertThat(save(picture("jpg", 1600, 900))).isEqualTo(clock.instant());
        byte[] kept = database.call(user, service::find).orElseThrow();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(image.getWidth()).isEqualTo(Portrait.SIDE);
        assertThat(image.getHeight()).isEqualTo(Portrait.SIDE);
        assertThat(new Color(image.getRGB(128, 128)).getRed()).isGreaterThan(150);
        assertThat(new Color(image.getRGB(10, 128)).getRed()).isLessThan(60);
        assertThat(database.call(user, service::version)).contains(clock.instant());
    }

    @Test
    void replacesAndRemovesItForItsUserAlone() throws IOException {
        save(picture("png", 40, 40));
        save(picture("png", 30, 50));
        Caller other = database.newCompany();
        assertThat(database.call(other, service::find)).isEmpty();
        database.run(other, service::delete);
        assertThat(database.call(user, service::find)).isPresent();
        database.run(user, service::delete);
        assertThat(database.call(user, service::version)).isEmpty();
    }

    @Test
    void refusesWhatIsNoPictureOrTooLarge() throws IOException {
        byte[] png = picture("png", 40, 40);
        assertRefused(new byte[0], "picture_format");
        assertRefused("<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8), "picture_format");
        assertRefused(picture("gif", 40, 40), "picture_format");
        assertRefused(Arrays.copyOf(png, 40), "picture_format");
        assertRefused(widened(png, 2_000_000), "picture_large");
        assertRefused(Arrays.copyOf(png, Portrait.BYTES + 1), "picture_large");
        assertThat(database.call(user, service::find)).isEmpty();
    }
}
