package org.heliograph.web.portal.contact;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.contact.imports.ImportJob;
import org.heliograph.contact.imports.Rejection;
import org.heliograph.web.portal.Messages;

/** Imports as people read them. */
@Named
@RequestScoped
public class ImportWords {

    private static final int PERCENT = 100;

    @Inject
    private Messages messages;

    /** Why a row was rejected. */
    public String reason(Rejection rejection) {
        return rejection.field() == null
                ? messages.text("error." + rejection.reason(), rejection.value())
                : messages.text("error." + rejection.reason(), rejection.field(), rejection.value());
    }

    /** Why an import has failed. */
    public String failure(ImportJob job) {
        return job.reason() == null
                ? ""
                : messages.text("error." + job.reason(), job.reasonValues().toArray());
    }

    /** How far the running phase is, 0 to 100; a check knows the number of rows only roughly. */
    public int progress(ImportJob job) {
        long done = job.counts().done();
        boolean checking = "CHECKING".equals(job.getStatus());
        long all = checking
                ? job.settings().getEstimatedRows()
                : job.counts().total() - job.counts().rejected();
        if (all <= 0) {
            return 0;
        }
        return (int) Math.min(checking ? PERCENT - 1 : PERCENT, done * PERCENT / all);
    }

    public String size(long bytes) {
        return bytes < 1 << 20
                ? messages.text("imports.kilobytes", Math.max(1, bytes >> 10))
                : messages.text("imports.megabytes", bytes >> 20);
    }

    /** A row's values on one line. */
    public String values(Map<String, Object> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(" · "));
    }
}
