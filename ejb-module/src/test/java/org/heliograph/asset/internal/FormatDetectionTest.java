package org.heliograph.asset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heliograph.asset.MediaFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatDetectionTest {

    @TempDir
    private Path folder;

    private Optional<MediaFormat> detect(byte[] content, String name) throws IOException {
        return FormatDetection.detect(Files.write(folder.resolve("file"), content), name);
    }

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a46, JPG",
        "89504e470d0a1a0a0000, PNG",
        "474946383961, GIF",
        "52494646aabbccdd57454250, WEBP",
        "52494646aabbccdd57415645, WAV",
        "000000186674797069736f6d, MP4",
        "000000186674797071742020, MOV",
        "00000018667479704d344120, M4A",
        "1a45dfa30100000000000023428288 7765626d, WEBM",
        "1a45dfa30100000000000023428288 6d6174726f736b61, ",
        "4944330300, MP3",
        "255044462d312e37, PDF",
        "4d5a90000300000004000000, ",
        "7f454c46020101, "
    })
    void goesByTheBeginning(String hex, MediaFormat format) throws IOException {
        byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(detect(content, "picture.jpg")).isEqualTo(Optional.ofNullable(format));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><script>alert(1)</script>",
                "  \n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "\ufeff<!DOCTYPE html>",
                "<?xml version='1.0'?><svg/>"
            })
    void takesNothingABrowserWouldRun(String page) throws IOException {
        for (String name : new String[] {"a.txt", "a.csv", "a.png", "a.svg", "a.html"}) {
            assertThat(detect(page.getBytes(StandardCharsets.UTF_8), name))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void takesTextsAndOldDocumentsByTheirNames() throws IOException {
        byte[] text = "name;price\nñandú;1 €\n".getBytes(StandardCharsets.UTF_8);
        assertThat(detect(text, "prices.csv")).contains(MediaFormat.CSV);
        assertThat(detect(text, "prices.TXT")).contains(MediaFormat.TXT);
        assertThat(detect(text, "prices.exe")).isEmpty();
        assertThat(detect(new byte[] {'a', 0, 'b'}, "a.txt")).isEmpty();
        assertThat(detect(HexFormat.of().parseHex("d0cf11e0a1b11ae1"), "letter.doc"))
                .contains(MediaFormat.DOC);
        assertThat(detect(HexFormat.of().parseHex("d0cf11e0a1b11ae1"), "setup.msi"))
                .isEmpty();
    }

    @Test
    void looksIntoArchives() throws IOException {
        assertThat(detectZip("word/document.xml", "")).contains(MediaFormat.DOCX);
        assertThat(detectZip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"))
                .contains(MediaFormat.ODS);
        assertThat(detectZip("virus.exe", "")).isEmpty();
    }

    private Optional<MediaFormat> detectZip(String entry, String content) throws IOException {
        Path file = folder.resolve("archive");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return FormatDetection.detect(file, "letter.docx");
    }
}
