package org.heliograph.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.heliograph.account.SignInService;
import org.heliograph.account.SignInService.SignedIn;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Signs users in when the login page asks for it; afterwards the session knows them. */
@AutoApplySession
@ApplicationScoped
public class PortalAuthentication implements HttpAuthenticationMechanism {

    @Inject
    private SignInService signInService;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (context.getAuthParameters().getCredential() instanceof UsernamePasswordCredential credential) {
            Optional<SignedIn> signedIn = Callers.callAs(
                    Caller.SYSTEM,
                    () -> signInService.signIn(credential.getCaller(), credential.getPasswordAsString()));
            return signedIn.map(
                            user -> context.notifyContainerAboutLogin(new PortalPrincipal(user), user.permissions()))
                    .orElseGet(() -> AuthenticationStatus.SEND_FAILURE);
        }
        return context.doNothing();
    }
}
