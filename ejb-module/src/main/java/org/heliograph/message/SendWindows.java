package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.platform.Json;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** The calling company's send window, and how those of its broadcasts narrow it. All within the caller's transaction. */
@ApplicationScoped
public class SendWindows {

    @Inject
    private Jdbi jdbi;

    /** The times of a broadcast's messages over the channel. */
    public SendTimes of(long broadcastId, Channel channel) {
        return jdbi.withHandle(handle -> handle.createQuery("select c.time_zone, w.*, b.rules ->> 'hours' as own"
                        + " from company c left join send_window w on w.company_id = c.id"
                        + " left join broadcast b on b.id = :broadcast where c.id = :company")
                .bind("company", Callers.get().company())
                .bind("broadcast", broadcastId)
                .map((row, context) -> times(row, channel))
                .one());
    }

    /** The times there would be with hours of a broadcast's own; null for none. */
    public SendTimes with(SendHours own, Channel channel) {
        SendTimes company = of(0, channel);
        List<SendHours> hours = new ArrayList<>(company.hours());
        if (own != null) {
            hours.add(own);
        }
        return new SendTimes(hours, company.home());
    }

    public Optional<SendWindow> find() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from send_window where company_id = :company")
                .bind("company", Callers.get().company())
                .map((row, context) -> read(row))
                .findOne());
    }

    void save(SendWindow window) {
        delete();
        jdbi.useHandle(handle -> handle.createUpdate("insert into send_window (company_id, open_from, open_till, days,"
                        + " channels) values (:company, :from::time, :till::time, :days, :channels)")
                .bind("company", Callers.get().company())
                .bind("from", window.hours().from().toString())
                .bind("till", window.hours().till().toString())
                .bind(
                        "days",
                        window.hours().days().stream().map(DayOfWeek::name).toArray(String[]::new))
                .bind("channels", window.channels().stream().map(Channel::name).toArray(String[]::new))
                .execute());
    }

    void delete() {
        jdbi.useHandle(handle -> handle.execute(
                "delete from send_window where company_id = ?", Callers.get().company()));
    }

    private static SendTimes times(ResultSet row, Channel channel) throws SQLException {
        List<SendHours> hours = new ArrayList<>();
        if (row.getString("open_from") != null) {
            SendWindow window = read(row);
            if (window.channels().contains(channel)) {
                hours.add(window.hours());
            }
        }
        String own = row.getString("own");
        if (own != null) {
            hours.add(Json.read(own, SendHours.class));
        }
        return new SendTimes(hours, ZoneId.of(row.getString("time_zone")));
    }

    private static SendWindow read(ResultSet row) throws SQLException {
        return new SendWindow(
                new SendHours(
                        LocalTime.parse(row.getString("open_from")),
                        LocalTime.parse(row.getString("open_till")),
                        names(row.getArray("days")).map(DayOfWeek::valueOf).collect(Collectors.toSet())),
                names(row.getArray("channels")).map(Channel::valueOf).collect(Collectors.toSet()));
    }

    private static Stream<String> names(Array array) throws SQLException {
        return Set.of((String[]) array.getArray()).stream();
    }
}
