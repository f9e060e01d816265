package dev.gatehouse.scanner.http;

import dev.gatehouse.scanner.access.GuardedResponses;
import dev.gatehouse.scanner.response.ControlJson;
import dev.gatehouse.service.http.RequestBody;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The kill switch of responses. */
@Path("/v1/response-switch")
@Tag(name = "responses")
@RunOnVirtualThread
public class ResponseSwitchResource {
    private final GuardedResponses responses;
    private final Requests requests;

    public ResponseSwitchResource(GuardedResponses responses, Requests requests) {
        this.responses = responses;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "Whether responses may go on")
    public Response read() {
        return Responses.json(200, ControlJson.tree(responses.killSwitch(requests.caller())))
                .build();
    }

    @PUT
    @Operation(summary = "Lets responses go on, or stops each before its next step")
    public Response set(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        RequestBody order = RequestBody.read(body, contentType, Set.of("on", "reason"));
        if (order.node("on").isEmpty()) {
            throw RequestBody.wrong("on", "is required");
        }
        return Responses.json(
                        200,
                        ControlJson.tree(
                                responses.set(requests.caller(), order.flag("on"), order.requiredText("reason"))))
                .build();
    }
}
