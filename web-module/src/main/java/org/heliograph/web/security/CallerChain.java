package org.heliograph.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Runs the rest of a request on somebody's behalf. */
public final class CallerChain {

    private CallerChain() {}

    public static void proceed(Caller caller, FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        try {
            Callers.runAs(caller, () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException | ServletException e) {
                    throw new Wrapped(e);
                }
            });
        } catch (Wrapped e) {
            e.rethrow();
        }
    }

    /** Carries the checked exceptions of the chain through the lambda. */
    private static final class Wrapped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrapped(Exception cause) {
            super(cause);
        }

        void rethrow() throws IOException, ServletException {
            if (getCause() instanceof IOException e) {
                throw e;
            }
            throw (ServletException) getCause();
        }
    }
}
