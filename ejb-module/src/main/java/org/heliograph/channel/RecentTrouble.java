package org.heliograph.channel;

import java.time.Duration;
import org.heliograph.channel.ProviderConnection.ConnectionState;

/**
 * Trouble of a connection that only the next send can show to be over. It keeps work waiting for half a minute; then the
 * connection counts as up again, so that a send is let through to try.
 */
public final class RecentTrouble {

    private static final long LASTS = Duration.ofSeconds(30).toNanos();

    private volatile Trouble trouble;

    private record Trouble(String detail, long since) {}

    public void note(String detail) {
        trouble = new Trouble(detail, System.nanoTime());
    }

    public void clear() {
        trouble = null;
    }

    public ConnectionState state() {
        Trouble last = trouble;
        return last == null || System.nanoTime() - last.since() > LASTS
                ? ConnectionState.UP
                : ConnectionState.down(last.detail());
    }
}
