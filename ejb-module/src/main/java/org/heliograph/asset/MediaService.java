package org.heliograph.asset;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.account.Tokens;
import org.heliograph.asset.internal.FormatDetection;
import org.heliograph.asset.internal.MediaFiles;
import org.heliograph.asset.internal.MediaRepository;
import org.heliograph.asset.internal.MediaRows;
import org.heliograph.asset.internal.PixelSize;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;

/** The company's media library. Who writes messages may use it and add to it. */
@Stateless
@Tenanted
@Requires({Permission.MANAGE_MEDIA, Permission.MANAGE_BROADCASTS, Permission.MANAGE_CONTENT_TEMPLATES})
public class MediaService {

    private static final int MAX_NAME = 255;

    @Inject
    private MediaRepository media;

    @Inject
    private MediaRows rows;

    @Inject
    private Event<MediaRemoved> removed;

    /**
     * Keeps a file. What it is its content says, not its name. Copying it may take minutes, so no transaction waits for
     * that.
     *
     * @param use where it is to go, whose channel must take it; null for the library alone
     * @throws InvalidException if it is empty, too large, of a format nobody takes, or none for its use; nothing is left
     *     of it
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Media upload(String name, InputStream content, MediaUse use) throws IOException {
        long company = Callers.get().company();
        String token = Tokens.next();
        long bytes = MediaFiles.store(company, token, content);
        try {
            String plain = plainName(name);
            MediaFormat format = FormatDetection.detect(MediaFiles.of(company, token), plain)
                    .orElseThrow(() -> new InvalidException("media_format", null, plain));
            if (use != null) {
                check(use, plain, format, bytes);
            }
            PixelSize size = PixelSize.of(MediaFiles.of(company, token), format);
            return rows.insert(new Media(0, plain, format, bytes, size.width(), size.height(), token));
        } catch (IOException | RuntimeException e) {
            MediaFiles.delete(company, token);
            throw e;
        }
    }

    /** The name without the folders some browsers send with it. */
    private static String plainName(String name) {
        String plain = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return plain.substring(Math.max(0, plain.length() - MAX_NAME));
    }

    /** The newest files of the library that the use's channel takes, and whose names contain what is searched. */
    public List<Media> choices(MediaUse use, String search) {
        return media.list(use, search == null ? "" : search.strip());
    }

    /**
     * A file for the use.
     *
     * @throws InvalidException if the use's channel does not take it
     */
    public Media choose(MediaUse use, long id) {
        Media chosen = media.find(id).orElseThrow(() -> unknown(id));
        check(use, chosen.name(), chosen.format(), chosen.bytes());
        return chosen;
    }

    private static void check(MediaUse use, String name, MediaFormat format, long bytes) {
        if (!use.takes(format, bytes)) {
            String formats = String.join(
                    ", ", use.formats().stream().map(Enum::name).sorted().toList());
            throw new InvalidException("media_unfit", null, name, formats, use.megabytes());
        }
    }

    /** Removes it; messages that show it no longer find it. */
    @Requires(Permission.MANAGE_MEDIA)
    public void delete(long id) {
        Media gone = media.find(id).orElseThrow(() -> unknown(id));
        media.delete(id);
        removed.fire(new MediaRemoved(Callers.get().company(), gone.token()));
    }

    private static NotFoundException unknown(long id) {
        return new NotFoundException("media_unknown", "id", id);
    }
}
