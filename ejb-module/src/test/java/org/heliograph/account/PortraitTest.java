package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of phones stand upright, however the phone was held. */
class PortraitTest {

    /** Where the red that the file has at its top left is seen; what else has two reds is told apart by the blue. */
    @ParameterizedTest
    @CsvSource({
        "1, topLeft, topRight",
        "2, topRight, topLeft",
        "3, bottomRight, bottomLeft",
        "4, bottomLeft, bottomRight",
        "5, topLeft, bottomLeft",
        "6, topRight, bottomRight",
        "7, bottomRight, topRight",
        "8, bottomLeft, topLeft"
    })
    void standsUpright(int orientation, String red, String blue) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            BufferedImage picture = portrait(turned(jpeg(), orientation, order));
            assertThat(corner(picture, red)).isEqualTo("red");
            assertThat(corner(picture, blue)).isEqualTo("blue");
        }
    }

    @Test
    void aBrokenExifBlockLeavesThePictureAsItIs() throws IOException {
        byte[] file = turned(jpeg(), 6, ByteOrder.BIG_ENDIAN);
        ByteBuffer.wrap(file).putInt(16, Integer.MAX_VALUE);
        assertThat(corner(portrait(file), "topLeft")).isEqualTo("red");
        assertThat(corner(portrait(turned(jpeg(), 99, ByteOrder.BIG_ENDIAN)), "topLeft"))
                .isEqualTo("red");
    }

    private static BufferedImage portrait(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Portrait.of(new ByteArrayInputStream(file))));
    }

    /** Red at the top left, blue at the top right, white below. */
    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 300, 300);
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 150, 150);
        pen.setColor(Color.BLUE);
        pen.fillRect(150, 0, 150, 150);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /** The file with an Exif block of one entry before all others. */
    private static byte[] turned(byte[] jpeg, int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes())
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation);
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 36);
        file.put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif".getBytes())
                .putShort((short) 0);
        return file.put(tiff.array()).put(jpeg, 2, jpeg.length - 2).array();
    }

    private static String corner(BufferedImage picture, String corner) {
        int x = corner.endsWith("Left") ? 40 : Portrait.SIDE - 40;
        int y = corner.startsWith("top") ? 40 : Portrait.SIDE - 40;
        Color color = new Color(picture.getRGB(x, y));
        if (color.getRed() > 200 && color.getBlue() < 60) {
            return "red";
        }
        return color.getBlue() > 200 && color.getRed() < 60 ? "blue" : "white";
    }
}
