package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.DeliveryRules;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.WaitFor;
import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContents;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Broadcasts and their steps in the database. */
@ApplicationScoped
public class BroadcastRepository {

    @Inject
    private Jdbi jdbi;

    public Broadcast get(long id) {
        return find(id, "").orElseThrow(() -> new NotFoundException("broadcast_unknown", "id", id));
    }

    /** Keeps others from changing the broadcast until the transaction ends; adding rows that refer to it goes on. */
    public Broadcast lock(long id) {
        return find(id, " for no key update").orElseThrow(() -> new NotFoundException("broadcast_unknown", "id", id));
    }

    private Optional<Broadcast> find(long id, String suffix) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from broadcast where id = :id and company_id = :company" + suffix)
                .bind("id", id)
                .bind("company", Callers.get().company())
                .map((row, context) -> read(row, steps(handle, id)))
                .findOne());
    }

    public long insert(SaveBroadcast command, Long userId) {
        return jdbi.withHandle(handle -> {
            long id = handle.createQuery("insert into broadcast"
                            + " (company_id, name, description, type, audience, check_rcs, rules, created_by)"
                            + " values (:company, :name, :description, :type, :audience::jsonb, :checkRcs, :rules::jsonb, :user)"
                            + " returning id")
                    .bind("company", Callers.get().company())
                    .bind("name", command.name())
                    .bind("description", command.description())
                    .bind("type", command.type().name())
                    .bind("audience", Json.write(command.audience()))
                    .bind("checkRcs", command.checkRcs())
                    .bind("rules", Json.write(command.rules()))
                    .bind("user", userId)
                    .mapTo(Long.class)
                    .one();
            insertSteps(handle, id, command.steps());
            return id;
        });
    }

    public void update(SaveBroadcast command) {
        jdbi.useHandle(handle -> {
            int updated = handle.createUpdate("update broadcast set name = :name, description = :description,"
                            + " type = :type, audience = :audience::jsonb, check_rcs = :checkRcs, rules = :rules::jsonb, updated_at = now(),"
                            + " version = version + 1 where id = :id and version = :version and company_id = :company")
                    .bind("id", command.id())
                    .bind("company", Callers.get().company())
                    .bind("version", command.version())
                    .bind("name", command.name())
                    .bind("description", command.description())
                    .bind("type", command.type().name())
                    .bind("audience", Json.write(command.audience()))
                    .bind("checkRcs", command.checkRcs())
                    .bind("rules", Json.write(command.rules()))
                    .execute();
            if (updated == 0) {
                throw new ConflictException("changed_meanwhile", null);
            }
            handle.execute("delete from broadcast_step where broadcast_id = ?", command.id());
            insertSteps(handle, command.id(), command.steps());
        });
    }

    /** Changes the status if the transition is allowed from the present one. */
    public void change(Broadcast broadcast, BroadcastStatus status, String reason, Instant now) {
        if (!broadcast.status().next().contains(status)) {
            throw new ConflictException("broadcast_status", null, broadcast.status(), status);
        }
        jdbi.useHandle(handle -> handle.createUpdate("update broadcast set status = :status, status_reason = :reason,"
                        + " launched_at = case when :launched then coalesce(launched_at, :now::timestamptz)"
                        + " else launched_at end,"
                        + " finished_at = case when :final then :now::timestamptz else null end,"
                        + " updated_at = now(), version = version + 1 where id = :id")
                .bind("id", broadcast.id())
                .bind("status", status.name())
                .bind("reason", reason)
                .bind("launched", status == BroadcastStatus.IN_PROGRESS)
                .bind("final", status.isFinal())
                .bind("now", now.toString())
                .execute());
    }

    public void delete(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from broadcast where id = ?", id));
    }

    /** The name with the first free number in brackets. */
    public String nameOfCopy(String name) {
        String base = CopyName.base(name);
        List<String> taken = jdbi.withHandle(handle -> handle.createQuery(
                        "select name from broadcast where company_id = :company and starts_with(name, :base)")
                .bind("company", Callers.get().company())
                .bind("base", base)
                .mapTo(String.class)
                .list());
        return CopyName.of(base, taken);
    }

    public void schedule(long id, Instant at) {
        jdbi.useHandle(handle -> handle.execute(
                "update broadcast set scheduled_for = ?::timestamptz where id = ?",
                at == null ? null : at.toString(),
                id));
    }

    private static void insertSteps(Handle handle, long id, List<BroadcastStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            BroadcastStep step = steps.get(i);
            handle.createUpdate("insert into broadcast_step"
                            + " (broadcast_id, position, company_id, channel, sender_id, content, wait_for, wait_minutes)"
                            + " values (:broadcast, :position, :company, :channel, :sender, :content::jsonb, :waitFor,"
                            + " :waitMinutes)")
                    .bind("broadcast", id)
                    .bind("position", i + 1)
                    .bind("company", Callers.get().company())
                    .bind("channel", step.channel().name())
                    .bind("sender", step.senderId())
                    .bind("content", step.content() == null ? "null" : MessageContents.write(step.content()))
                    .bind("waitFor", step.waitFor().name())
                    .bind("waitMinutes", step.waitMinutes())
                    .execute();
        }
    }

    private static List<BroadcastStep> steps(Handle handle, long id) {
        return handle.createQuery("select channel, sender_id, content, wait_for, wait_minutes from broadcast_step"
                        + " where broadcast_id = :id order by position")
                .bind("id", id)
                .map((row, context) -> new BroadcastStep(
                        Channel.valueOf(row.getString("channel")),
                        row.getObject("sender_id", Long.class),
                        "null".equals(row.getString("content"))
                                ? null
                                : MessageContents.parse(row.getString("content")),
                        WaitFor.valueOf(row.getString("wait_for")),
                        row.getInt("wait_minutes")))
                .list();
    }

    private static Broadcast read(ResultSet row, List<BroadcastStep> steps) throws SQLException {
        return new Broadcast(
                row.getLong("id"),
                row.getString("name"),
                row.getString("description"),
                BroadcastType.valueOf(row.getString("type")),
                BroadcastStatus.valueOf(row.getString("status")),
                row.getString("status_reason"),
                Json.read(row.getString("audience"), Audience.class),
                row.getBoolean("check_rcs"),
                steps,
                Json.read(row.getString("rules"), DeliveryRules.class),
                instant(row, "scheduled_for"),
                instant(row, "launched_at"),
                instant(row, "finished_at"),
                row.getInt("recipients"),
                row.getInt("opted_out"),
                row.getInt("excluded"),
                row.getInt("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
