package org.heliograph.asset;

import java.io.Serializable;
import org.heliograph.platform.Setting;

/**
 * A file of the media library.
 *
 * @param width in pixels; null if it is no picture, or its header does not tell
 */
public record Media(long id, String name, MediaFormat format, long bytes, Integer width, Integer height, String token)
        implements Serializable {

    /** Path under which anybody who knows the address gets the file. */
    public static final String PATH = "/files/";

    /** Address for carriers and recipients. */
    public String url() {
        return Setting.ADDRESS.get() + getPath();
    }

    // Read by pages, whose expression language knows getters only.
    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getPath() {
        return PATH + token + "." + format.extension();
    }

    public MediaKind getKind() {
        return format.kind();
    }
}
