package org.heliograph.web.security;

import jakarta.security.enterprise.CallerPrincipal;
import java.util.Set;
import org.heliograph.account.SignInService.SignedIn;
import org.heliograph.platform.tenancy.Caller;

/** The signed-in user of the portal. */
public class PortalPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final SignedIn user;

    public PortalPrincipal(SignedIn user) {
        super(user.login());
        this.user = user;
    }

    public SignedIn user() {
        return user;
    }

    public Caller caller() {
        return new Caller(user.companyId(), user.userId(), user.login(), Set.copyOf(user.permissions()));
    }
}
