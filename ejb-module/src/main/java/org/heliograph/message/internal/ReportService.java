package org.heliograph.message.internal;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.internal.PartReports.PartReport;
import org.heliograph.message.internal.References.Reference;
import org.heliograph.platform.Json;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Matches carriers' reports with messages and applies them in sets. */
@Stateless
@Tenanted
public class ReportService {

    private static final String DUE =
            "array(select id from early_report where account_id = :account and next_try <= :now::timestamptz order by id";

    /** The newest first of all, which have most likely overtaken their answer; old ones in any case. */
    private static final String EARLY = "select id, report, arrived_at < :waited::timestamptz as waited"
            + " from early_report where id = any(" + DUE + " desc limit 4000) || " + DUE + " limit 1000))"
            + " order by id for update skip locked";

    /** A message's answer comes within seconds of its report, if it ever comes. */
    private static final String PUT_OFF = "update early_report set next_try = :now::timestamptz"
            + " + case when arrived_at > :now::timestamptz - interval '1 minute' then interval '1 second'"
            + " else (:now::timestamptz - arrived_at) / 10 end"
            + " where id = any(:ids)";

    private record Kept(long id, Report report, boolean waited) {}

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Spellings spellings;

    @Inject
    private PartReports parts;

    @Inject
    private Event<MessagesChanged> changed;

    /**
     * Applies the reports that can be matched; those whose reference is not known yet (a report may overtake the answer
     * to the submit) are kept and tried again.
     */
    public void apply(long accountId, List<Report> reports) {
        List<Report> storable = reports.stream().map(ReportService::storable).toList();
        List<Report> unmatched = applyMatched(accountId, storable, Set.of());
        if (!unmatched.isEmpty()) {
            keep(accountId, unmatched);
        }
    }

    private static Report storable(Report report) {
        return new Report(
                report.references().stream().map(References::storable).toList(),
                report.status(),
                References.storable(report.errorCode()),
                report.at());
    }

    /**
     * Tries a company's kept reports again that are due: each second at first, and after a minute whenever they have become a
     * tenth older. Those of yesterday are of no message of ours and go.
     */
    public void applyEarly(long accountId) {
        Instant now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate("delete from early_report where account_id = :account"
                        + " and next_try <= :now::timestamptz and arrived_at < :now::timestamptz - interval '1 day'")
                .bind("account", accountId)
                .bind("now", now.toString())
                .execute());
        List<Kept> kept = jdbi.withHandle(handle -> handle.createQuery(EARLY)
                .bind("account", accountId)
                .bind("now", now.toString())
                .bind("waited", now.minus(Spellings.OVERTAKEN).toString())
                .map((row, context) -> new Kept(
                        row.getLong("id"), Json.read(row.getString("report"), Report.class), row.getBoolean("waited")))
                .list());
        if (kept.isEmpty()) {
            return;
        }
        Set<Report> waited = identitySet();
        kept.stream().filter(Kept::waited).map(Kept::report).forEach(waited::add);
        Set<Report> unmatched = identitySet();
        unmatched.addAll(applyMatched(accountId, kept.stream().map(Kept::report).toList(), waited));
        Map<Boolean, List<Kept>> byMatch =
                kept.stream().collect(Collectors.partitioningBy(one -> !unmatched.contains(one.report())));
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from early_report where id = any(:ids)")
                    .bind("ids", ids(byMatch.get(true)))
                    .execute();
            handle.createUpdate(PUT_OFF)
                    .bind("now", now.toString())
                    .bind("ids", ids(byMatch.get(false)))
                    .execute();
        });
    }

    private static Long[] ids(List<Kept> kept) {
        return kept.stream().map(Kept::id).toArray(Long[]::new);
    }

    /** Two equal reports are two. */
    private static Set<Report> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** @param waited those whose own reference has been waited for */
    private List<Report> applyMatched(long accountId, List<Report> reports, Set<Report> waited) {
        Map<Report, List<String>> wanted = new IdentityHashMap<>();
        reports.forEach(report -> wanted.put(report, spellings.of(accountId, report, waited.contains(report))));
        Map<Report, Reference> known =
                jdbi.withHandle(handle -> References.find(handle, accountId, wanted, clock.instant()));
        spellings.learn(accountId, known);
        List<Report> unmatched = new ArrayList<>();
        Map<UUID, Report> strongest = new LinkedHashMap<>();
        List<PartReport> ofParts = new ArrayList<>();
        for (Report report : reports) {
            Reference reference = known.get(report);
            if (reference == null) {
                unmatched.add(report);
            } else if (MessageState.of(report.status()) != null && reference.parts() > 1) {
                ofParts.add(new PartReport(reference.messageId(), reference.text(), report));
            } else if (MessageState.of(report.status()) != null) {
                strongest.merge(reference.messageId(), report, ReportService::stronger);
            }
        }
        strongest.putAll(parts.decide(accountId, ofParts));
        if (!strongest.isEmpty()) {
            tell(ReportUpdate.apply(jdbi, strongest));
        }
        return unmatched;
    }

    /** Ends the wait for reports of the other parts. */
    public void endWaitingForParts() {
        tell(parts.endWaiting());
    }

    private void tell(List<Change> changes) {
        if (!changes.isEmpty()) {
            changed.fire(new MessagesChanged(Callers.get().company(), changes));
        }
    }

    private static Report stronger(Report one, Report other) {
        return MessageState.of(other.status()).rank()
                        > MessageState.of(one.status()).rank()
                ? other
                : one;
    }

    private void keep(long accountId, List<Report> reports) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into early_report"
                                + " (account_id, company_id, report, arrived_at, next_try)"
                                + " select :account, :company, r::jsonb, :now::timestamptz, :now::timestamptz from unnest(:reports) r")
                .bind("account", accountId)
                .bind("company", Callers.get().company())
                .bind("now", clock.instant().toString())
                .bind("reports", reports.stream().map(Json::write).toArray(String[]::new))
                .execute());
    }
}
