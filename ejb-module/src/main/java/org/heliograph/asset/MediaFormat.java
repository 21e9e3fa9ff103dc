package org.heliograph.asset;

import java.util.Locale;

/** Formats the media library takes. None of them is run by a browser: web pages and SVG are not among them. */
public enum MediaFormat {
    JPG(MediaKind.IMAGE, "image/jpeg"),
    PNG(MediaKind.IMAGE, "image/png"),
    GIF(MediaKind.IMAGE, "image/gif"),
    WEBP(MediaKind.IMAGE, "image/webp"),
    BMP(MediaKind.IMAGE, "image/bmp"),
    MP4(MediaKind.VIDEO, "video/mp4"),
    MOV(MediaKind.VIDEO, "video/quicktime"),
    WEBM(MediaKind.VIDEO, "video/webm"),
    MP3(MediaKind.AUDIO, "audio/mpeg"),
    M4A(MediaKind.AUDIO, "audio/mp4"),
    OGG(MediaKind.AUDIO, "audio/ogg"),
    WAV(MediaKind.AUDIO, "audio/wav"),
    AMR(MediaKind.AUDIO, "audio/amr"),
    PDF(MediaKind.DOCUMENT, "application/pdf"),
    DOCX(MediaKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLSX(MediaKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PPTX(MediaKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ODT(MediaKind.DOCUMENT, "application/vnd.oasis.opendocument.text"),
    ODS(MediaKind.DOCUMENT, "application/vnd.oasis.opendocument.spreadsheet"),
    DOC(MediaKind.DOCUMENT, "application/msword"),
    XLS(MediaKind.DOCUMENT, "application/vnd.ms-excel"),
    PPT(MediaKind.DOCUMENT, "application/vnd.ms-powerpoint"),
    RTF(MediaKind.DOCUMENT, "application/rtf"),
    CSV(MediaKind.DOCUMENT, "text/csv;charset=UTF-8"),
    TXT(MediaKind.DOCUMENT, "text/plain;charset=UTF-8");

    private final MediaKind kind;
    private final String contentType;

    MediaFormat(MediaKind kind, String contentType) {
        this.kind = kind;
        this.contentType = contentType;
    }

    public MediaKind kind() {
        return kind;
    }

    public String contentType() {
        return contentType;
    }

    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
