package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.heliograph.broadcast.ModerationService;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionInterceptorTest {

    private final PermissionInterceptor interceptor = new PermissionInterceptor();

    @ParameterizedTest
    @ValueSource(strings = {"approveBroadcast", "rejectBroadcast", "approveTemplate", "rejectTemplate"})
    void onlyAModeratorModerates(String method) {
        assertThat(call(method, Permission.MODERATE_BROADCASTS)).isEqualTo("called");
        assertThatThrownBy(() -> call(method, Permission.MANAGE_BROADCASTS)).isInstanceOf(ForbiddenException.class);
    }

    private Object call(String name, Permission permission) {
        Caller caller = new Caller(1L, 1L, "somebody", Set.of(permission.name()));
        return Callers.callAs(caller, () -> {
            try {
                return interceptor.check(invocation(method(name)));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Method method(String name) {
        for (Method method : ModerationService.class.getMethods()) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        throw new AssertionError("No method " + name);
    }

    private static InvocationContext invocation(Method method) {
        return (InvocationContext) Proxy.newProxyInstance(
                PermissionInterceptorTest.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, called, values) -> called.getName().equals("getMethod") ? method : "called");
    }
}
