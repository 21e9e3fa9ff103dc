package org.heliograph.platform;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executor;

/** A managed executor that leaves its work to another; nothing but {@code execute} is to be called. */
public final class TestExecutor {

    private TestExecutor() {}

    public static ManagedExecutorService of(Executor executor) {
        return (ManagedExecutorService) Proxy.newProxyInstance(
                TestExecutor.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> {
                    executor.execute((Runnable) arguments[0]);
                    return null;
                });
    }
}
