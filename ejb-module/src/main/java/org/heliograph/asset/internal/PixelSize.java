package org.heliograph.asset.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.heliograph.asset.MediaFormat;
import org.heliograph.asset.MediaKind;
import org.heliograph.platform.error.InvalidException;

/** A picture's width and height, read from its header alone; null where nobody can tell. */
public record PixelSize(Integer width, Integer height) {

    private static final PixelSize UNKNOWN = new PixelSize(null, null);

    /** @throws InvalidException if the picture's header makes no sense */
    public static PixelSize of(Path file, MediaFormat format) throws IOException {
        if (format.kind() != MediaKind.IMAGE) {
            return UNKNOWN;
        }
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersBySuffix(format.extension());
            return readers.hasNext() ? read(readers.next(), stream) : UNKNOWN;
        }
    }

    private static PixelSize read(ImageReader reader, ImageInputStream stream) {
        try {
            reader.setInput(stream, true, true);
            return new PixelSize(reader.getWidth(0), reader.getHeight(0));
        } catch (IOException | RuntimeException e) {
            // Readers answer a broken header with exceptions of any kind.
            throw new InvalidException("media_damaged", null);
        } finally {
            reader.dispose();
        }
    }
}
