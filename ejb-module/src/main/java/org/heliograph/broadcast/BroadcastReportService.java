package org.heliograph.broadcast;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.broadcast.BroadcastReport.Errors;
import org.heliograph.broadcast.BroadcastReport.Reason;
import org.heliograph.broadcast.BroadcastReport.StepError;
import org.heliograph.broadcast.internal.BroadcastRepository;
import org.heliograph.broadcast.internal.BroadcastTimeline;
import org.heliograph.broadcast.internal.Counts;
import org.heliograph.channel.Channel;
import org.heliograph.contact.TagService;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.grid.GridQuery;
import org.heliograph.platform.grid.GridSelection;
import org.heliograph.platform.grid.GridService;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** What came of a broadcast, and groups made of its recipients. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_BROADCASTS)
public class BroadcastReportService {

    /** Kinds of errors listed, the most frequent first. */
    private static final int MOST_ERRORS = 50;

    /**
     * Without chunks there are still messages to be tried again. They are looked for only as long as the carrier has taken
     * none: of those it has taken there may be a million, which would all be read. Some of those that wait tell enough.
     * One that was put off for its recipient's sending hours counts from then on ({@code step_since}).
     */
    private static final String NEXT_HAND_OVER =
            """
            select coalesce((select min(c.available_at) from chunk c where c.broadcast_id = :id),
                (select min(w.since) from (
                    select coalesce(m.step_since, m.created_at) as since from message m
                    where m.broadcast_id = :id and m.state = 'QUEUED' and not exists
                        (select from broadcast_count n where n.broadcast_id = :id and n.state = 'HANDED_OVER')
                    limit 1000) w))
            """;

    /** The sums are of all kinds: windows are summed before the limit cuts. */
    private static final String ERRORS =
            """
            select m.step, m.channel, %s as cause, nullif(m.error_code, '') as code, count(*) as messages,
                count(*) over () as kinds, sum(count(*)) over () as all_messages
            from message m
            where m.broadcast_id = :id and m.state in ('FAILED', 'UNDELIVERED', 'EXPIRED', 'REJECTED')
            group by 1, 2, 3, 4 order by 5 desc, 1, 3, 4 limit :limit
            """
                    .formatted(BroadcastReport.CAUSE);

    /** A kind of errors, and the sums over all kinds. */
    private record Kind(StepError error, long kinds, long messagesOfAll) {

        static Kind read(ResultSet row) throws SQLException {
            StepError error = new StepError(
                    row.getInt("step"),
                    Channel.valueOf(row.getString("channel")),
                    row.getString("cause"),
                    row.getString("code"),
                    row.getLong("messages"));
            return new Kind(error, row.getLong("kinds"), row.getLong("all_messages"));
        }
    }

    @Inject
    private Jdbi jdbi;

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private BroadcastTimeline timeline;

    @Inject
    private Counts counts;

    @Inject
    private GridService grids;

    @Inject
    private TagService tags;

    /** What the counters do not tell; reads rows of this broadcast alone, and those only if something went wrong. */
    public BroadcastReport get(long id) {
        broadcasts.get(id);
        return new BroadcastReport(reasons(id), errors(id), timeline.of(id));
    }

    /**
     * When the next message of a running broadcast can be handed over: a moment that has passed if only the carrier is
     * waited for, one to come if recipients wait for their sending hours; empty if nothing waits for either.
     */
    public Optional<Instant> nextHandOver(long id) {
        broadcasts.get(id);
        return jdbi.withHandle(handle -> handle.createQuery(NEXT_HAND_OVER)
                .bind("id", id)
                .map((row, context) -> row.getTimestamp(1))
                .findOne()
                .map(Timestamp::toInstant));
    }

    private List<Reason> reasons(long id) {
        if (!hasCounted(id, "UNSUCCESSFUL")) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(reason, 'FAILED'), count(*) from recipient"
                        + " where broadcast_id = :id and state = 'UNSUCCESSFUL' group by 1 order by 2 desc, 1")
                .bind("id", id)
                .map((row, context) -> new Reason(row.getString(1), row.getLong(2)))
                .list());
    }

    private Errors errors(long id) {
        if (!hasCounted(id, "FAILED", "UNDELIVERED", "EXPIRED", "REJECTED")) {
            return Errors.NONE;
        }
        List<Kind> kinds = jdbi.withHandle(handle -> handle.createQuery(ERRORS)
                .bind("id", id)
                .bind("limit", MOST_ERRORS)
                .map((row, context) -> Kind.read(row))
                .list());
        if (kinds.isEmpty()) {
            return Errors.NONE;
        }
        Kind most = kinds.get(0);
        return new Errors(kinds.stream().map(Kind::error).toList(), most.kinds() - kinds.size(), most.messagesOfAll());
    }

    private boolean hasCounted(long id, String... states) {
        return counts.of(id).values().stream()
                .anyMatch(step -> List.of(states).stream().anyMatch(state -> step.getOrDefault(state, 0L) > 0));
    }

    /**
     * Puts a tag on the contacts of a list of a report, so that they can be the audience of another broadcast.
     *
     * @param grid {@code recipient}, {@code stepMessage} or {@code chosen}
     * @param tag its name; made if there is none
     * @return how many contacts have got it; those who had it are not counted, contacts that were deleted are left out
     * @throws InvalidException if the name is blank or too long
     */
    public int group(String grid, GridQuery query, ZoneId zone, String tag) {
        if (tag == null || tag.isBlank()) {
            throw new InvalidException("tag_missing", "tag");
        }
        long tagId = tags.ensure(List.of(tag)).get(0);
        GridSelection rows = grids.selection(grid, query, zone);
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "insert into contact_tag (contact_id, tag_id, company_id)"
                                + " select distinct k.id, :tag, k.company_id from (" + rows.sql() + ") g"
                                + " join contact k on k.id = g.\"contactId\" where k.company_id = :company on conflict do nothing")
                .bind("tag", tagId)
                .bind("company", Callers.get().company())
                .bindMap(rows.bindings())
                .execute());
    }
}
