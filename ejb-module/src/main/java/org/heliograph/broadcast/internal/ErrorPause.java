package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.channel.Failure;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts errors of the carrier that a broadcast meets in a row, so that one that goes nowhere is paused. Results come in
 * sets without an order: one in which the carrier took anything starts the row anew.
 */
@ApplicationScoped
public class ErrorPause {

    private static final int MOST = 100_000;

    @Inject
    private Jdbi jdbi;

    /** In the transaction that records the results. Touches no row as long as all goes well. */
    void count(Handle handle, long broadcastId, List<Change> changes) {
        boolean taken = changes.stream()
                .anyMatch(change -> change.before() == MessageState.SENDING && change.after() == MessageState.SENT);
        long errors = changes.stream().filter(ErrorPause::isCarrierError).count();
        if (taken) {
            reset(handle, broadcastId);
        } else if (errors > 0) {
            handle.execute(
                    "insert into broadcast_trouble as t (broadcast_id, company_id, consecutive) values (?, ?, ?)"
                            + " on conflict (broadcast_id) do update set consecutive = t.consecutive + excluded.consecutive",
                    broadcastId,
                    Callers.get().company(),
                    errors);
        }
    }

    /** Nothing was handed over if the carrier was away, which its account's connection tells; it waits, and goes on. */
    private static boolean isCarrierError(Change change) {
        boolean waits = change.after() == MessageState.QUEUED
                && Failure.UNREACHABLE.name().equals(change.failure());
        return change.before() == MessageState.SENDING
                && !waits
                && (change.after() == MessageState.QUEUED || change.after() == MessageState.FAILED)
                && Failure.find(change.failure()).filter(Failure::ofCarrier).isPresent();
    }

    /** The row starts anew. */
    public void reset(long broadcastId) {
        jdbi.useHandle(handle -> reset(handle, broadcastId));
    }

    private static void reset(Handle handle, long broadcastId) {
        handle.execute(
                "update broadcast_trouble set consecutive = 0 where broadcast_id = ? and consecutive > 0", broadcastId);
    }

    /** Whether the broadcast has met as many in a row as it may. */
    boolean isDue(long broadcastId) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from broadcast b"
                        + " join broadcast_trouble t on t.broadcast_id = b.id where b.id = :id and " + LIMIT + ")")
                .bind("id", broadcastId)
                .bind("limit", Setting.PAUSE_AFTER.getInt())
                .mapTo(Boolean.class)
                .one());
    }

    static final String LIMIT =
            "coalesce(b.pause_after, :limit) > 0 and t.consecutive >= coalesce(b.pause_after, :limit)";

    /** The broadcast's own limit; null if it has none. */
    public Integer limit(long broadcastId) {
        return limit("broadcast", broadcastId);
    }

    /** The same of a template. */
    public Integer limitOfTemplate(long templateId) {
        return limit("broadcast_template", templateId);
    }

    /** @param limit null for the installation's */
    public void setLimit(long broadcastId, Integer limit) {
        setLimit("broadcast", broadcastId, limit);
    }

    /** The same for broadcasts made of a template from now on. */
    public void setLimitOfTemplate(long templateId, Integer limit) {
        setLimit("broadcast_template", templateId, limit);
    }

    private Integer limit(String table, long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select pause_after from " + table + " where id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
    }

    private void setLimit(String table, long id, Integer limit) {
        if (limit != null && (limit < 0 || limit > MOST)) {
            throw new InvalidException("pause_after", "pauseAfter", MOST);
        }
        jdbi.useHandle(handle -> handle.execute("update " + table + " set pause_after = ? where id = ?", limit, id));
    }
}
