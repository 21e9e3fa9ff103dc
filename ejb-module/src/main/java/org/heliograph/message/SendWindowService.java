package org.heliograph.message;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Tenanted;

/** What the company decides about the times of its broadcasts; in force for all that has not been handed over. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_OPT_OUT_WORDS)
public class SendWindowService {

    /** Shorter windows would close before a large broadcast has begun. */
    private static final int MIN_MINUTES = 10;

    @Inject
    private SendWindows windows;

    /** Empty: broadcasts are sent at any time. */
    public Optional<SendWindow> find() {
        return windows.list().stream().findFirst();
    }

    /** @throws InvalidException if the window has no time, day or channel, or ends before it starts */
    public void save(SendWindow window) {
        if (window.from() == null) {
            throw new InvalidException("window_time", "from");
        }
        if (window.till() == null) {
            throw new InvalidException("window_time", "till");
        }
        if (window.till().isBefore(window.from().plusMinutes(MIN_MINUTES))
                || window.from().plusMinutes(MIN_MINUTES).isBefore(window.from())) {
            throw new InvalidException("window_till", "till", MIN_MINUTES);
        }
        if (window.days().isEmpty()) {
            throw new InvalidException("window_days", "days");
        }
        if (window.channels().isEmpty()) {
            throw new InvalidException("window_channels", "channels");
        }
        windows.save(window);
    }

    public void delete() {
        windows.delete();
    }
}
