package org.heliograph.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Runs the work of a timer. The container drops a timer for good after two failures in a row (Payara: EJB5119), so what
 * goes wrong here, such as a database that is away, is logged and the next tick tries again. The same trouble is logged
 * once until it is over.
 */
public final class Timed {

    private static final Logger LOG = Logger.getLogger(Timed.class.getName());
    private static final Map<String, Boolean> IN_TROUBLE = new ConcurrentHashMap<>();

    private Timed() {}

    /** The work for each item on its own, so that one that fails keeps none of the others waiting. */
    public static <T> void forEach(String name, Iterable<T> items, Consumer<T> work) {
        for (T item : items) {
            run(name + " " + item, () -> work.accept(item));
        }
    }

    /** As the platform itself, across companies. */
    public static void run(String name, Runnable work) {
        try {
            Callers.runAs(Caller.SYSTEM, work);
            if (IN_TROUBLE.remove(name) != null) {
                LOG.log(Level.INFO, "The timer \"{0}\" works again.", name);
            }
        } catch (RuntimeException e) {
            if (IN_TROUBLE.put(name, true) == null) {
                LOG.log(Level.WARNING, "The timer \"" + name + "\" failed and tries again at its next tick", e);
            }
        }
    }
}
