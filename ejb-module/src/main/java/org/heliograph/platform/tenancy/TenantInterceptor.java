package org.heliograph.platform.tenancy;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Tells the database for whom the transaction works, once per transaction and caller. */
@Tenanted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class TenantInterceptor {

    private static final String KEY = TenantInterceptor.class.getName();

    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Resource(lookup = "jdbc/heliograph")
    private DataSource dataSource;

    @AroundInvoke
    Object enter(InvocationContext invocation) throws Exception {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return invocation.proceed();
        }
        Caller before = (Caller) transactions.getResource(KEY);
        Caller caller = Callers.get();
        if (caller.equals(before)) {
            return invocation.proceed();
        }
        apply(caller);
        transactions.putResource(KEY, caller);
        try {
            return invocation.proceed();
        } finally {
            if (before != null && transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
                apply(before);
                transactions.putResource(KEY, before);
            }
        }
    }

    private void apply(Caller caller) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select set_config('heliograph.company', ?, true), set_config('heliograph.scope', ?, true)")) {
            statement.setString(1, caller.companyId() == null ? "" : Long.toString(caller.companyId()));
            statement.setString(2, caller.companyId() == null ? "system" : "");
            statement.execute();
        }
    }
}
