package org.heliograph.system;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of contacts, made for a test: US numbers that are valid in the plan, told apart by their first digits. */
final class ContactFile {

    private ContactFile() {}

    /**
     * A CSV with the columns {@code first_name, city, phone1, email}.
     *
     * @param prefix seven digits of national numbers; the row's number follows
     * @param invalid added as further rows
     */
    static Path write(String prefix, int rows, String... invalid) {
        try {
            Path file = Files.createTempFile(Product.newDirectory("files"), "contacts", ".csv");
            int digits = 10 - prefix.length();
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write("first_name,city,phone1,email\n");
                for (int i = 0; i < rows; i++) {
                    String phone = prefix + String.format("%0" + digits + "d", i);
                    out.write(
                            "Person " + i + ",\"New York, NY\"," + national(phone) + ",person" + i + "@example.com\n");
                }
                for (String phone : invalid) {
                    out.write("Nobody,Nowhere," + phone + ",nobody@example.com\n");
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String national(String digits) {
        return digits.substring(0, 3) + "-" + digits.substring(3, 6) + "-" + digits.substring(6);
    }
}
