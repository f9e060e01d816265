package dev.gatehouse.scanner.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.access.GuardedResponses;
import dev.gatehouse.scanner.response.asl.AslExport;
import dev.gatehouse.scanner.response.plan.PlanJson;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The plans that findings are answered by. */
@Path("/v1/response-plans")
@Tag(name = "responses")
@RunOnVirtualThread
public class ResponsePlansResource {
    private final GuardedResponses responses;
    private final Requests requests;

    public ResponsePlansResource(GuardedResponses responses, Requests requests) {
        this.responses = responses;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "The plans, in the order in which they are asked")
    public Response list() {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("plans");
        responses.plans(requests.caller()).plans().forEach(plan -> items.add(PlanJson.tree(plan)));
        return Responses.json(200, answer).build();
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "A plan")
    public Response read(@PathParam("name") String name) {
        return responses
                .plans(requests.caller())
                .find(name)
                .map(plan -> Responses.json(200, PlanJson.tree(plan)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @GET
    @Path("/{name}/asl")
    @Operation(summary = "A plan as a definition of Step Functions")
    public Response asl(@PathParam("name") String name) {
        return responses
                .plans(requests.caller())
                .find(name)
                .map(plan -> Responses.json(200, AslExport.definition(plan)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }
}
