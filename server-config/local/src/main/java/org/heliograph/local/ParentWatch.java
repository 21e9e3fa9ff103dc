package org.heliograph.local;

/** Java agent that ends its JVM as soon as the process that started it is gone. Argument: that process's id. */
public final class ParentWatch {

    private ParentWatch() {}

    public static void premain(String parentPid) {
        ProcessHandle.of(Long.parseLong(parentPid))
                .ifPresentOrElse(
                        parent -> parent.onExit()
                                .thenRun(() -> Runtime.getRuntime().halt(1)),
                        () -> Runtime.getRuntime().halt(1));
    }
}
