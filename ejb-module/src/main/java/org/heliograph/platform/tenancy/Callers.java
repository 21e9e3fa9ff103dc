package org.heliograph.platform.tenancy;

import java.util.Optional;
import java.util.function.Supplier;

/** The caller of the current thread. */
public final class Callers {

    private static final ThreadLocal<Caller> CURRENT = new ThreadLocal<>();

    private Callers() {}

    public static Optional<Caller> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    public static Caller get() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is calling."));
    }

    public static <T> T callAs(Caller caller, Supplier<T> work) {
        Caller before = CURRENT.get();
        CURRENT.set(caller);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    public static void runAs(Caller caller, Runnable work) {
        callAs(caller, () -> {
            work.run();
            return null;
        });
    }
}
