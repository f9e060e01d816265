package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.delivery.GuardedRotations;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the rotations of an environment's secrets stand. */
@Path("/v1/rotations/{environment}")
@Tag(name = "rotation")
@RunOnVirtualThread
public class RotationsResource {
    private final GuardedRotations rotations;
    private final Requests requests;

    public RotationsResource(GuardedRotations rotations, Requests requests) {
        this.rotations = rotations;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "When each secret of the template is due, and its rotations; those that the caller may list")
    public Response all(@PathParam("environment") String environment) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("rotations");
        rotations
                .overviews(requests.caller(), environment)
                .forEach(overview -> items.add(RotationWire.overview(overview)));
        return Responses.json(200, answer).build();
    }
}
