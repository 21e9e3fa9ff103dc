package org.heliograph.contact;

import jakarta.ejb.Stateless;
import java.util.List;
import org.heliograph.platform.tenancy.Tenanted;

/** Targets. */
@Stateless
@Tenanted
public class TargetService {

    public ContactCondition condition(long targetId) {
        throw new IllegalStateException("No target " + targetId);
    }

    public void incrementLaunches(List<Long> targets) {
        if (!targets.isEmpty()) {
            throw new IllegalStateException("No targets " + targets);
        }
    }
}
