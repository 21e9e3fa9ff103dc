package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** The calling company's send window. All within the caller's transaction. */
@ApplicationScoped
public class SendWindows {

    @Inject
    private Jdbi jdbi;

    /** The window of the channel's broadcasts; empty if they may be sent at any time. */
    public Optional<SendWindow> find(Channel channel) {
        return list().stream()
                .filter(window -> window.channels().contains(channel))
                .findFirst();
    }

    /** None or one. */
    public List<SendWindow> list() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select w.open_from, w.open_till, w.days, w.channels, c.time_zone"
                                + " from send_window w join company c on c.id = w.company_id where w.company_id = :company")
                .bind("company", Callers.get().company())
                .map((row, context) -> read(row))
                .list());
    }

    void save(SendWindow window) {
        delete();
        jdbi.useHandle(handle -> handle.createUpdate("insert into send_window (company_id, open_from, open_till, days,"
                        + " channels) values (:company, :from::time, :till::time, :days, :channels)")
                .bind("company", Callers.get().company())
                .bind("from", window.from().toString())
                .bind("till", window.till().toString())
                .bind("days", window.days().stream().map(DayOfWeek::name).toArray(String[]::new))
                .bind("channels", window.channels().stream().map(Channel::name).toArray(String[]::new))
                .execute());
    }

    void delete() {
        jdbi.useHandle(handle -> handle.execute(
                "delete from send_window where company_id = ?", Callers.get().company()));
    }

    private static SendWindow read(ResultSet row) throws SQLException {
        return new SendWindow(
                LocalTime.parse(row.getString("open_from")),
                LocalTime.parse(row.getString("open_till")),
                names(row.getArray("days")).map(DayOfWeek::valueOf).collect(Collectors.toSet()),
                names(row.getArray("channels")).map(Channel::valueOf).collect(Collectors.toSet()),
                ZoneId.of(row.getString("time_zone")));
    }

    private static Stream<String> names(Array array) throws SQLException {
        return Set.of((String[]) array.getArray()).stream();
    }
}
