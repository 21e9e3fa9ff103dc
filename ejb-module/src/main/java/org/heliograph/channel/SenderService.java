package org.heliograph.channel;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The company's sender IDs. */
@Stateless
@Tenanted
public class SenderService {

    /** The highest limit, in messages a second. */
    public static final int FASTEST = 100_000;

    private static final String SELECT =
            "select id, channel, address, name, account_id, status from sender" + " where company_id = :company";

    @Inject
    private Jdbi jdbi;

    /** Those of the channel that may send now. */
    public List<Sender> listUsable(Channel channel) {
        return listUsable(channel, null);
    }

    /** The same with one that was chosen before, whatever has become of it since; null for none. */
    public List<Sender> listUsable(Channel channel, Long chosen) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT
                        + " and channel = :channel and (status in ('ACTIVE', 'TESTING') or id = :chosen) order by name")
                .bind("company", Callers.get().company())
                .bind("channel", channel.name())
                .bind("chosen", chosen)
                .map(SenderService::read)
                .list());
    }

    /** All of them, by channel and name. */
    public List<Sender> list() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " order by channel, name, id")
                .bind("company", Callers.get().company())
                .map(SenderService::read)
                .list());
    }

    public Sender get(long id) {
        return find(id).orElseThrow(() -> new NotFoundException("sender_unknown", "senderId", id));
    }

    public Optional<Sender> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " and id = :id")
                .bind("company", Callers.get().company())
                .bind("id", id)
                .map(SenderService::read)
                .findOne());
    }

    /** A sender ID of the channel by its id, address or name; one of another company is as unknown as any. */
    public Sender resolve(Channel channel, String text) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT
                                + " and channel = :channel and (address = :text or name = :text or id::text = :text)"
                                + " order by address = :text desc limit 1")
                        .bind("company", Callers.get().company())
                        .bind("channel", channel.name())
                        .bind("text", text)
                        .map(SenderService::read)
                        .findOne())
                .filter(Sender::isUsable)
                .orElseThrow(() -> new InvalidException("sender_unknown", "senderId", text));
    }

    /** Across companies: who owns, not borrows, the e-mail sender ID of this address; the first, if several do. */
    public Optional<Long> findCompanyOfEmail(String address) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select company_id from sender where channel = 'EMAIL'"
                                + " and address = :address and not lent and status in ('ACTIVE', 'TESTING') order by id limit 1")
                .bind("address", address)
                .mapTo(Long.class)
                .findOne());
    }

    /** Names by id of the accounts that usable senders send through. */
    public Map<Long, String> accountsInUse() {
        Map<Long, String> names = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select a.id, a.name from provider_account a"
                        + " where a.company_id = :company and a.enabled and exists (select from sender s"
                        + " where s.account_id = a.id and s.status in ('ACTIVE', 'TESTING')) order by a.name")
                .bind("company", Callers.get().company())
                .map((row, context) -> names.put(row.getLong(1), row.getString(2)))
                .list());
        return names;
    }

    /** Messages a second that the sender ID may send at most; empty if it may send as many as its carrier takes. */
    public Optional<Integer> speedLimit(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select speed_limit from sender where company_id = :company and id = :id")
                        .bind("company", Callers.get().company())
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .findOne());
    }

    /**
     * Limits what broadcasts send from the sender ID; single messages are not held up.
     *
     * @param limit messages a second, 1 to {@link #FASTEST}; null for no limit
     */
    @Requires(Permission.MANAGE_SENDER_IDS)
    public void limitSpeed(long id, Integer limit) {
        if (limit != null && (limit < 1 || limit > FASTEST)) {
            throw new InvalidException("speed_limit", "speedLimit", FASTEST);
        }
        int changed = jdbi.withHandle(handle -> handle.execute(
                "update sender set speed_limit = ? where company_id = ? and id = ?",
                limit,
                Callers.get().company(),
                id));
        if (changed == 0) {
            throw new NotFoundException("sender_unknown", "senderId", id);
        }
    }

    public long create(Channel channel, String address, String name, long accountId) {
        return jdbi.withHandle(handle -> handle.createQuery("insert into sender"
                        + " (company_id, channel, address, name, account_id)"
                        + " values (:company, :channel, :address, :name, :account) returning id")
                .bind("company", Callers.get().company())
                .bind("channel", channel.name())
                .bind("address", address)
                .bind("name", name)
                .bind("account", accountId)
                .mapTo(Long.class)
                .one());
    }

    private static Sender read(java.sql.ResultSet row, StatementContext context) throws java.sql.SQLException {
        return new Sender(
                row.getLong("id"),
                Channel.valueOf(row.getString("channel")),
                row.getString("address"),
                row.getString("name"),
                row.getLong("account_id"),
                row.getString("status"));
    }
}
