package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.message.internal.References.Reference;

/**
 * Under which spellings of its reference a report is looked for. Some carriers spell it otherwise than in their answer; with
 * others the other spelling is the reference of an older message, while the report's own has not been stored yet. So the
 * first is waited for, unless the account's carrier has been seen to use another.
 */
@ApplicationScoped
class Spellings {

    /** By then the answer to a message that its report has overtaken is stored, if it ever comes. */
    static final Duration OVERTAKEN = Duration.ofSeconds(30);

    /** Accounts most of whose last reports were found under another spelling than the first. */
    private final Set<Long> respelled = ConcurrentHashMap.newKeySet();

    /** @param waited whether it has been waited for what the report may have overtaken */
    List<String> of(long accountId, Report report, boolean waited) {
        return waited || respelled.contains(accountId)
                ? report.references()
                : report.references().subList(0, Math.min(1, report.references().size()));
    }

    void learn(long accountId, Map<Report, Reference> found) {
        if (found.isEmpty()) {
            return;
        }
        long asGiven = found.entrySet().stream()
                .filter(entry -> entry.getKey()
                        .references()
                        .get(0)
                        .equals(entry.getValue().text()))
                .count();
        if (2 * asGiven >= found.size()) {
            respelled.remove(accountId);
        } else {
            respelled.add(accountId);
        }
    }
}
