package org.heliograph.broadcast.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastTemplate;
import org.heliograph.broadcast.BroadcastTemplateGrid;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.DeliveryRules;
import org.heliograph.broadcast.LaunchType;
import org.heliograph.broadcast.Recurrence;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.ScheduleStatus;
import org.heliograph.broadcast.TemplateStatus;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Templates of broadcasts in the database. */
@ApplicationScoped
public class BroadcastTemplateRepository {

    private static final TypeReference<List<BroadcastStep>> STEPS = new TypeReference<>() {};

    @Inject
    private Jdbi jdbi;

    public BroadcastTemplate get(long id) {
        return find(id, "").orElseThrow(() -> unknown(id));
    }

    /** Keeps others from changing the template until the transaction ends. */
    public BroadcastTemplate lock(long id) {
        return find(id, " for no key update").orElseThrow(() -> unknown(id));
    }

    /** Locks the template if it is due; empty if it is not, or another server has it in hand. */
    Optional<BroadcastTemplate> lockDue(long id, Instant now) {
        return find(id, " for no key update skip locked")
                .filter(template ->
                        template.nextLaunch() != null && !template.nextLaunch().isAfter(now));
    }

    private static NotFoundException unknown(long id) {
        return new NotFoundException("broadcast_template_unknown", "id", id);
    }

    private Optional<BroadcastTemplate> find(long id, String suffix) {
        return jdbi.withHandle(handle -> handle.createQuery("select t.*, " + BroadcastTemplateGrid.SCHEDULE_STATUS
                        + " as schedule_status from broadcast_template t where id = :id and company_id = :company"
                        + suffix)
                .bind("id", id)
                .bind("company", Callers.get().company())
                .map((row, context) -> read(row))
                .findOne());
    }

    public long insert(SaveBroadcast command, Recurrence recurrence, TemplateStatus status, Long userId) {
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery(
                                "insert into broadcast_template (company_id, name, description, type, status,"
                                        + " audience, check_rcs, steps, rules, recurrence, effective_from, effective_till, created_by)"
                                        + " values (:company, :name, :description, :type, :status, :audience::jsonb, :checkRcs,"
                                        + " :steps::jsonb, :rules::jsonb, :recurrence::jsonb, :from::timestamptz, :till::timestamptz, :user)"
                                        + " returning id"),
                        command,
                        recurrence,
                        status)
                .bind("user", userId)
                .mapTo(Long.class)
                .one());
    }

    /** @throws ConflictException if somebody changed it meanwhile */
    public void update(SaveBroadcast command, Recurrence recurrence, TemplateStatus status) {
        int updated = jdbi.withHandle(handle -> bind(
                        handle.createUpdate("update broadcast_template set name = :name, description = :description,"
                                + " type = :type, status = :status, status_reason = null, audience = :audience::jsonb,"
                                + " check_rcs = :checkRcs, steps = :steps::jsonb, rules = :rules::jsonb, recurrence = :recurrence::jsonb,"
                                + " effective_from = :from::timestamptz, effective_till = :till::timestamptz,"
                                + " paused = paused and :recurrence::jsonb is not null, updated_at = now(),"
                                + " version = version + 1"
                                + " where id = :id and version = :version and company_id = :company"),
                        command,
                        recurrence,
                        status)
                .bind("id", command.id())
                .bind("version", command.version())
                .execute());
        if (updated == 0) {
            throw new ConflictException("changed_meanwhile", null);
        }
    }

    private static <S extends SqlStatement<S>> S bind(
            S statement, SaveBroadcast command, Recurrence recurrence, TemplateStatus status) {
        return statement
                .bind("company", Callers.get().company())
                .bind("name", command.name())
                .bind("description", command.description())
                .bind("type", command.type().name())
                .bind("status", status.name())
                .bind("audience", Json.write(command.audience()))
                .bind("checkRcs", command.checkRcs())
                .bind("steps", Json.write(command.steps()))
                .bind("rules", Json.write(command.rules()))
                .bind("recurrence", recurrence == null ? null : Json.write(recurrence))
                .bind("from", recurrence == null ? null : text(recurrence.effectiveFrom()))
                .bind("till", recurrence == null ? null : text(recurrence.effectiveTill()));
    }

    public void change(long id, TemplateStatus status, String reason, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "update broadcast_template set status = ?, status_reason = ?, version = version + 1,"
                        + " updated_at = ?::timestamptz where id = ?",
                status.name(),
                reason,
                now.toString(),
                id));
    }

    /** When it was sent to moderation; it does not change while it waits there. */
    public Instant waitsSince(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select updated_at from broadcast_template where id = :id and status = 'ON_MODERATION'")
                .bind("id", id)
                .map((row, context) -> instant(row, "updated_at"))
                .one());
    }

    /** @param nextLaunch null if the schedule does not run */
    public void schedule(long id, boolean paused, Instant nextLaunch) {
        jdbi.useHandle(handle -> handle.execute(
                "update broadcast_template set paused = ?, next_launch = ?::timestamptz where id = ?",
                paused,
                text(nextLaunch),
                id));
    }

    public void countLaunch(long id, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "update broadcast_template set launches = launches + 1, last_launch = ?::timestamptz where id = ?",
                now.toString(),
                id));
    }

    /** The broadcast's launch and where it comes from. */
    public void noteOrigin(long broadcastId, long templateId, LaunchType launch) {
        jdbi.useHandle(handle -> handle.execute(
                "update broadcast set launch = ?, template_id = ? where id = ?",
                launch.name(),
                templateId,
                broadcastId));
    }

    /** The name with the first free number in brackets. */
    public String nameOfCopy(String name) {
        String base = CopyName.base(name);
        List<String> taken = jdbi.withHandle(handle -> handle.createQuery(
                        "select name from broadcast_template where company_id = :company and starts_with(name, :base)")
                .bind("company", Callers.get().company())
                .bind("base", base)
                .mapTo(String.class)
                .list());
        return CopyName.of(base, taken);
    }

    public void delete(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from broadcast_template where id = ?", id));
    }

    private static BroadcastTemplate read(ResultSet row) throws SQLException {
        String recurrence = row.getString("recurrence");
        String scheduleStatus = row.getString("schedule_status");
        return new BroadcastTemplate(
                row.getLong("id"),
                row.getString("name"),
                row.getString("description"),
                BroadcastType.valueOf(row.getString("type")),
                TemplateStatus.valueOf(row.getString("status")),
                row.getString("status_reason"),
                Json.read(row.getString("audience"), Audience.class),
                row.getBoolean("check_rcs"),
                Json.read(row.getString("steps"), STEPS),
                Json.read(row.getString("rules"), DeliveryRules.class),
                recurrence == null ? null : Json.read(recurrence, Recurrence.class),
                row.getBoolean("paused"),
                scheduleStatus == null ? null : ScheduleStatus.valueOf(scheduleStatus),
                instant(row, "next_launch"),
                row.getInt("launches"),
                instant(row, "last_launch"),
                row.getObject("created_by", Long.class),
                row.getInt("version"));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
