package org.heliograph.account;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.heliograph.platform.error.InvalidException;

/**
 * Draws an uploaded picture anew, as a small square: nothing of the file itself, such as where it was taken, is kept or
 * ever shown to a browser.
 */
final class Portrait {

    static final int SIDE = 256;
    static final int BYTES = 5 << 20;
    private static final int LONGEST_SIDE = 10_000;
    private static final Set<String> FORMATS = Set.of("JPEG", "png");

    private Portrait() {}

    /**
     * The picture's middle as a PNG, the way up that its camera was held.
     *
     * @throws InvalidException if it is too large, or no JPEG or PNG
     */
    static byte[] of(InputStream upload) throws IOException {
        byte[] bytes = upload.readNBytes(BYTES + 1);
        if (bytes.length > BYTES) {
            throw new InvalidException("picture_large", "picture", BYTES >> 20);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(square(read(bytes), PictureTurn.of(bytes)), "png", out);
        return out.toByteArray();
    }

    private static BufferedImage read(byte[] bytes) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !FORMATS.contains(reader.getFormatName())) {
                throw new InvalidException("picture_format", "picture");
            }
            return read(reader, stream);
        }
    }

    /** Reads only as many pixels as are needed: a small file may claim to be a huge picture. */
    private static BufferedImage read(ImageReader reader, ImageInputStream stream) {
        try {
            reader.setInput(stream, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (Math.max(width, height) > LONGEST_SIDE) {
                throw new InvalidException("picture_large", "picture", BYTES >> 20);
            }
            ImageReadParam sparse = reader.getDefaultReadParam();
            int step = Math.max(1, Math.min(width, height) / (2 * SIDE));
            sparse.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, sparse);
        } catch (InvalidException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers answer a broken picture with exceptions of any kind.
            throw new InvalidException("picture_format", "picture");
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage square(BufferedImage picture, int orientation) {
        int side = Math.min(picture.getWidth(), picture.getHeight());
        int left = (picture.getWidth() - side) / 2;
        int top = (picture.getHeight() - side) / 2;
        BufferedImage square = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = square.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.transform(PictureTurn.upright(orientation, SIDE));
        pen.drawImage(picture, 0, 0, SIDE, SIDE, left, top, left + side, top + side, null);
        pen.dispose();
        return square;
    }
}
