package org.heliograph.message.internal;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.heliograph.message.MessageWork;
import org.heliograph.message.Queues;
import org.heliograph.platform.Timed;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** What time demands of messages. Any server may run it; the database gives no row to two. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MessageTimer {

    private static final int MONTHS_AHEAD = 2;

    @Inject
    private DueMessages due;

    @Inject
    private ReportService reports;

    @Inject
    private LentSenders lent;

    @Inject
    private InboundService inbound;

    @Inject
    private Queues queues;

    @Inject
    private MessageWork work;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void wakeDueMessages() {
        Timed.run("due messages", () -> queues.wake(due.remind()));
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void matchEarlyReports() {
        Timed.run("early reports", () -> {
            lent.routeReports();
            Timed.forEach(
                    "early reports",
                    due.accountsWithEarlyReports(),
                    account -> Callers.runAs(
                            Caller.engineOf(account.companyId()), () -> reports.applyEarly(account.accountId())));
        });
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void endWaitingForParts() {
        Timed.run(
                "silent parts",
                () -> Timed.forEach(
                        "silent parts",
                        due.companiesWithSilentParts(),
                        company -> Callers.runAs(Caller.engineOf(company), reports::endWaitingForParts)));
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void giveOutPartialMessages() {
        Timed.run(
                "partial messages",
                () -> Timed.forEach(
                        "partial messages",
                        due.overduePartialMessages(),
                        partial -> Callers.runAs(
                                Caller.engineOf(partial.companyId()), () -> inbound.receiveOverdue(partial.id()))));
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void renewLeases() {
        Timed.run("message leases", work::renewLeases);
    }

    /** At a start too: a server may run in office hours only. */
    @PostConstruct
    @Schedule(hour = "3", minute = "17", persistent = false)
    void makePartitions() {
        for (int months = 0; months <= MONTHS_AHEAD; months++) {
            int ahead = months;
            Timed.run("partition of month " + months, () -> due.makePartition(ahead));
        }
    }
}
