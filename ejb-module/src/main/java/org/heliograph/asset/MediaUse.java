package org.heliograph.asset;

import java.util.EnumSet;
import java.util.Set;

/** Places of a message that a file goes to, each with what its channel takes there. */
public enum MediaUse {
    RCS_CARD(100, EnumSet.of(MediaFormat.JPG, MediaFormat.PNG, MediaFormat.GIF, MediaFormat.MP4, MediaFormat.WEBM)),
    RCS_FILE(
            100,
            EnumSet.of(
                    MediaFormat.JPG,
                    MediaFormat.PNG,
                    MediaFormat.GIF,
                    MediaFormat.MP4,
                    MediaFormat.WEBM,
                    MediaFormat.PDF));

    private final int megabytes;
    private final Set<MediaFormat> formats;

    MediaUse(int megabytes, Set<MediaFormat> formats) {
        this.megabytes = megabytes;
        this.formats = formats;
    }

    /** The most a file may have. */
    public int megabytes() {
        return megabytes;
    }

    public long bytes() {
        return (long) megabytes << 20;
    }

    public Set<MediaFormat> formats() {
        return Set.copyOf(formats);
    }

    public boolean takes(MediaFormat format, long size) {
        return formats.contains(format) && size <= bytes();
    }
}
