package org.heliograph.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.heliograph.apiaccess.ApiKey;
import org.heliograph.apiaccess.ApiMessageService;
import org.heliograph.apiaccess.ApiScope;
import org.heliograph.apiaccess.IdempotentSubmitService;
import org.heliograph.apiaccess.IdempotentSubmitService.Submitted;
import org.heliograph.apiaccess.MessageReport;
import org.heliograph.apiaccess.SendMessage;

/** Single messages. */
@ApplicationScoped
@Path("messages")
@Produces(MediaType.APPLICATION_JSON)
@Scope(ApiScope.OMNI_API)
public class MessagesResource {

    @Inject
    private IdempotentSubmitService submits;

    @Inject
    private ApiMessageService messages;

    @Inject
    private ServletContext servlet;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response send(SendMessageRequest body, @HeaderParam("Idempotency-Key") String name) {
        Submitted submitted = send(ApiFilter.key(), body.command(), name);
        UUID id = submitted.id();
        return Response.accepted(new AcceptedMessage(id, "queued"))
                .location(URI.create(servlet.getContextPath() + ApiApplication.PATH + "/messages/" + id))
                .header("Idempotent-Replayed", submitted.replayed() ? true : null)
                .build();
    }

    private Submitted send(ApiKey key, SendMessage command, String name) {
        return name == null ? new Submitted(messages.send(key, command), false) : submits.send(key, command, name);
    }

    @GET
    @Path("{id}")
    public MessageReport get(@PathParam("id") UUID id) {
        return MessageReport.of(messages.get(ApiFilter.key(), id));
    }
}
