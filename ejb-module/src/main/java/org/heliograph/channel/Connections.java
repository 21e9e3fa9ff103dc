package org.heliograph.channel;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.channel.ProviderAccountService.StoredAccount;
import org.heliograph.channel.ProviderConnection.ConnectionState;
import org.heliograph.platform.Timed;

/** The live connections of this server, kept in line with the accounts in the database. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Connections {

    private static final Logger LOG = Logger.getLogger(Connections.class.getName());

    @Inject
    private ProviderAccountService accounts;

    @Inject
    private ProviderEventsSource eventsSource;

    private final Map<Long, Open> open = new ConcurrentHashMap<>();

    private record Open(StoredAccount stored, ProviderConnection connection) {}

    @PostConstruct
    void start() {
        reconcile();
    }

    /** Opens what is new, reopens what has changed, closes what is gone. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void reconcile() {
        Timed.run("accounts", this::reconcileNow);
    }

    private synchronized void reconcileNow() {
        List<StoredAccount> wanted = accounts.listEnabled();
        Set<Long> ids = wanted.stream().map(stored -> stored.account().id()).collect(Collectors.toSet());
        open.keySet().stream().filter(id -> !ids.contains(id)).toList().forEach(this::close);
        for (StoredAccount stored : wanted) {
            Open current = open.get(stored.account().id());
            if (current == null || current.stored.version() != stored.version()) {
                close(stored.account().id());
                connect(stored);
            }
        }
    }

    private void connect(StoredAccount stored) {
        ProviderAccount account = stored.account();
        try {
            ProviderConnection connection = accounts.provider(account.providerKey())
                    .connect(account, eventsSource.of(stored.companyId(), account));
            open.put(account.id(), new Open(stored, connection));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "The account {0} is not usable: {1}", new Object[] {account, e.getMessage()});
        }
    }

    private void close(long accountId) {
        Open closing = open.remove(accountId);
        if (closing != null) {
            closing.connection.close();
        }
    }

    public Optional<ProviderConnection> find(long accountId) {
        return Optional.ofNullable(open.get(accountId)).map(Open::connection);
    }

    /** How the account stands; an account that could not even be opened is down. */
    public ConnectionState state(long accountId) {
        return find(accountId)
                .map(ProviderConnection::state)
                .orElseGet(() -> ConnectionState.down("The account is switched off or its settings are not usable."));
    }

    @PreDestroy
    void stop() {
        List.copyOf(open.keySet()).forEach(this::close);
    }
}
