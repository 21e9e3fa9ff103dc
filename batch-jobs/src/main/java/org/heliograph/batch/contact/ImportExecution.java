package org.heliograph.batch.contact;

import jakarta.batch.runtime.context.JobContext;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.contact.imports.ImportWork;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** One execution of a job for one import: runs its calls for the company, and ends it in good order. */
final class ImportExecution {

    private static final Logger LOG = Logger.getLogger(ImportExecution.class.getName());

    private final ImportWork work;
    private final Caller caller;
    private final long importId;
    private final int attempt;
    private boolean over;

    private ImportExecution(ImportWork work, Properties parameters) {
        this.work = work;
        caller = Caller.engineOf(Long.parseLong(parameters.getProperty("company")));
        importId = Long.parseLong(parameters.getProperty("import"));
        attempt = Integer.parseInt(parameters.getProperty("attempt"));
    }

    /** The execution all artifacts of a running job share. */
    static ImportExecution of(JobContext job, ImportWork work) {
        if (!(job.getTransientUserData() instanceof ImportExecution)) {
            job.setTransientUserData(new ImportExecution(work, job.getProperties()));
        }
        return (ImportExecution) job.getTransientUserData();
    }

    long importId() {
        return importId;
    }

    int attempt() {
        return attempt;
    }

    /** Whether there is nothing left to do: the import was stopped, taken over, or has failed for good. */
    boolean isOver() {
        return over;
    }

    /** Does a piece of work that answers false if this execution may not go on. */
    void run(BooleanSupplier piece) {
        if (!over) {
            over = Boolean.FALSE.equals(call(piece::getAsBoolean));
        }
    }

    /**
     * Calls for the company; null once the execution is over. What a rule refuses ends the import with the rule's text;
     * anything else is tried again by a later execution.
     */
    <T> T call(Supplier<T> piece) {
        if (over) {
            return null;
        }
        return Callers.callAs(caller, () -> {
            try {
                return piece.get();
            } catch (BusinessException e) {
                over = true;
                work.fail(
                        importId,
                        attempt,
                        e.code(),
                        e.values().stream().map(String::valueOf).toList());
                return null;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "Import " + importId + " stopped at attempt " + attempt);
                over = true;
                work.retryLater(importId, attempt);
                return null;
            }
        });
    }
}
