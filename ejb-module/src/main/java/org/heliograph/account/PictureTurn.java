package org.heliograph.account;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held: phones write it into a JPEG's Exif block instead of turning the pixels. */
final class PictureTurn {

    private static final int UPRIGHT = 1;
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int EXIF_BLOCK = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int EXIF = 0x45786966;
    private static final int EXIF_LENGTH = 6;
    private static final short LITTLE_ENDIAN = 0x4949;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;
    private static final int VALUE = 8;

    private PictureTurn() {}

    /** The orientation from 1 to 8 as Exif numbers them; 1, upright, if the file does not tell. */
    static int of(byte[] file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            if ((bytes.getShort() & 0xFFFF) != START_OF_IMAGE) {
                return UPRIGHT;
            }
            int marker = bytes.getShort() & 0xFFFF;
            while (marker >= 0xFF00 && marker != START_OF_SCAN) {
                int start = bytes.position();
                int length = bytes.getShort() & 0xFFFF;
                if (marker == EXIF_BLOCK && bytes.getInt() == EXIF) {
                    return read(ByteBuffer.wrap(file, start + 2 + EXIF_LENGTH, length - 2 - EXIF_LENGTH)
                            .slice());
                }
                bytes.position(start + length);
                marker = bytes.getShort() & 0xFFFF;
            }
            return UPRIGHT;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static int read(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                int orientation = tiff.getShort(entry + VALUE);
                return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Puts a square of this side upright. */
    static AffineTransform upright(int orientation, double side) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, side, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, side, side);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, side);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, side, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, side, side);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, side);
            default -> new AffineTransform();
        };
    }
}
