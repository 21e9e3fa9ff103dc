package org.heliograph.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.heliograph.apiaccess.ApiMessageService;
import org.heliograph.apiaccess.ApiScope;
import org.heliograph.apiaccess.MessageReport;

/** How single messages stand. What goes to {@code /messages} itself, with any method, comes to {@link MessagesServlet}. */
@ApplicationScoped
@Path("messages")
@Produces(MediaType.APPLICATION_JSON)
@Scope(ApiScope.OMNI_API)
public class MessagesResource {

    @Inject
    private ApiMessageService messages;

    @GET
    @Path("{id}")
    public MessageReport get(@PathParam("id") UUID id) {
        return MessageReport.of(messages.get(ApiFilter.key(), id));
    }
}
