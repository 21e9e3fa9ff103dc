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
@Requires(Permission.MANAGE_SENDING_HOURS)
public class SendWindowService {

    @Inject
    private SendWindows windows;

    /** Empty: broadcasts are sent at any time. Those who make broadcasts have to know, too. */
    @Requires({Permission.MANAGE_SENDING_HOURS, Permission.MANAGE_BROADCASTS})
    public Optional<SendWindow> find() {
        return windows.find();
    }

    /** @throws InvalidException if the window has no time, day or channel, or is too short */
    public void save(SendWindow window) {
        window.hours().check();
        if (window.channels().isEmpty()) {
            throw new InvalidException("window_channels", "channels");
        }
        windows.save(window);
    }

    public void delete() {
        windows.delete();
    }
}
