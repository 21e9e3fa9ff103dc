package org.heliograph.web.portal.broadcast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.web.portal.Messages;

/** What the pages let users do with a broadcast, and what they are told of it. */
@Named
@ApplicationScoped
public class BroadcastControls {

    @Inject
    private BroadcastService broadcasts;

    @Inject
    private Messages messages;

    public void pause(long id) {
        broadcasts.pause(id);
        done("broadcast.paused", id);
    }

    public void resume(long id) {
        broadcasts.resume(id);
        done("broadcast.resumed", id);
    }

    public void abort(long id) {
        broadcasts.abort(id);
        done("broadcast.aborted", id);
    }

    public void copy(long id) {
        done("broadcast.copied", broadcasts.copy(id));
    }

    public void relaunchForFailed(long id) {
        relaunched(broadcasts.relaunchForFailed(id), "broadcast.relaunched");
    }

    public void relaunchForUnopened(long id) {
        relaunched(broadcasts.relaunchForUnopened(id), "broadcast.relaunchedUnopened");
    }

    public void delete(long id) {
        String name = broadcasts.get(id).name();
        broadcasts.delete(id);
        messages.done("broadcast.deleted", name);
    }

    private void relaunched(long id, String key) {
        done(LaunchWords.key(broadcasts.get(id).status(), key), id);
    }

    private void done(String key, long id) {
        messages.done(key, broadcasts.get(id).name());
    }
}
