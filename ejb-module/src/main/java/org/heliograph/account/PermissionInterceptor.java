package org.heliograph.account;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.stream.Stream;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Refuses callers without the permission; a method's {@link Requires} replaces its class's. */
@Requires
@Interceptor
@Priority(Interceptor.Priority.APPLICATION - 10)
public class PermissionInterceptor {

    @AroundInvoke
    Object check(InvocationContext invocation) throws Exception {
        Requires required = invocation.getMethod().getAnnotation(Requires.class);
        if (required == null) {
            required = invocation.getMethod().getDeclaringClass().getAnnotation(Requires.class);
        }
        Caller caller = Callers.get();
        if (required != null && Stream.of(required.value()).noneMatch(permission -> caller.may(permission.name()))) {
            throw new ForbiddenException("forbidden", null);
        }
        return invocation.proceed();
    }
}
