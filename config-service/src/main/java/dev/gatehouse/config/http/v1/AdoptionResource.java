package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.adoption.HolderReport;
import dev.gatehouse.config.delivery.GuardedAdoption;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.RequestBody;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an instance holds: {@code /v1/adoption}. */
@Path("/v1/adoption")
@Tag(name = "secrets")
@RunOnVirtualThread
public class AdoptionResource {
    private final GuardedAdoption adoption;
    private final Requests requests;

    public AdoptionResource(GuardedAdoption adoption, Requests requests) {
        this.adoption = adoption;
        this.requests = requests;
    }

    @POST
    @Operation(
            summary =
                    "What an instance holds: all of it, again within the time of the answer; nothing, when it ends. Answers which of it is outdated")
    public Response report(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        RequestBody request =
                RequestBody.read(body, contentType, Set.of("holder", "application", "environment", "holdings"));
        HolderReport report = new HolderReport(
                request.requiredText("holder"),
                request.requiredText("application"),
                request.requiredText("environment"),
                AdoptionJson.holdings(request));
        List<SecretName> outdated = adoption.report(requests.caller(), report);
        ObjectNode answer = Json.object();
        ArrayNode refresh = answer.putArray("refresh");
        outdated.forEach(name -> refresh.add(name.value()));
        answer.put("reportAgainWithin", adoption.limits().reportWithin().toString());
        return Responses.json(200, answer).build();
    }
}
