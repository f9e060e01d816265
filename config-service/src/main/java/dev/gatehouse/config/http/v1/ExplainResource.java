package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.delivery.ConfigDelivery;
import dev.gatehouse.config.snapshot.SnapshotId;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a key of a snapshot comes from. */
@Path("/v1/config/{environment}/{application}/explain")
@Tag(name = "config")
@RunOnVirtualThread
public class ExplainResource {
    private final ConfigDelivery delivery;
    private final Requests requests;
    private final InstantSource clock;

    public ExplainResource(ConfigDelivery delivery, Requests requests, InstantSource clock) {
        this.delivery = delivery;
        this.requests = requests;
        this.clock = clock;
    }

    @GET
    @Path("/{key}")
    @Operation(
            summary =
                    "The layer that wins for a key, what it overrides, its version and age; sensitive values are masked")
    public Response explain(
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            @PathParam("key") String key) {
        return delivery.explain(requests.caller(), new SnapshotId(environment, application), key)
                .map(explanation -> Responses.json(200, json(key, explanation)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    private ObjectNode json(String key, ConfigDelivery.Explanation explanation) {
        ObjectNode node = Json.object().put("key", key);
        node.put("layer", explanation.entry().layer().name());
        node.setAll(ParameterJson.masked(explanation.entry().parameter()));
        node.put(
                "ageSeconds",
                Duration.between(explanation.validatedAt(), clock.instant()).toSeconds());
        node.put("freshness", explanation.stale() ? "stale" : "fresh");
        ArrayNode overrides = node.putArray("overrides");
        explanation.overridden().forEach(lower -> {
            ObjectNode item = overrides.addObject().put("layer", lower.layer().name());
            item.setAll(ParameterJson.masked(lower.parameter()));
        });
        return node;
    }
}
