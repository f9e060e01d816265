package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.contract.ContractApply;
import dev.gatehouse.config.delivery.GuardedContract;
import dev.gatehouse.config.delivery.TemplateApply;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RequestBody;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The contract of the hierarchy: what deviates from it, and bringing an environment to it. */
@Path("/v1/contract/{environment}")
@Tag(name = "contract")
@RunOnVirtualThread
public class ContractResource {
    private final GuardedContract contract;
    private final Requests requests;

    public ContractResource(GuardedContract contract, Requests requests) {
        this.contract = contract;
        this.requests = requests;
    }

    @GET
    @Path("/diff")
    @Operation(summary = "Missing, extra, wrong type, out of range, should be secure, never read")
    public Response diff(@PathParam("environment") String environment) {
        return contract.diff(requests.caller(), environment)
                .map(diff -> Responses.json(200, json(diff)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @POST
    @Path("/apply")
    @Operation(summary = "Creates what is missing (add-missing), or also corrects what breaks the contract (reconcile)")
    public Response apply(
            @PathParam("environment") String environment,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("mode", "dryRun", "secrets", "placeholders"));
        ContractApply.Mode mode = switch (request.requiredText("mode")) {
            case "add-missing" -> ContractApply.Mode.ADD_MISSING;
            case "reconcile" -> ContractApply.Mode.RECONCILE;
            default -> throw RequestBody.wrong("mode", "must be add-missing or reconcile");
        };
        TemplateApply.Placeholders placeholders = request.flag("placeholders")
                ? TemplateApply.Placeholders.USE
                : TemplateApply.Placeholders.LEAVE_TO_A_PERSON;
        Optional<TemplateApply.Placeholders> secrets =
                request.flag("secrets") ? Optional.of(placeholders) : Optional.empty();
        boolean dryRun = request.flag("dryRun");
        return contract.apply(requests.caller(), environment, mode, dryRun, secrets)
                .map(applied -> Responses.json(200, json(applied, dryRun)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    private static ObjectNode json(GuardedContract.Diff diff) {
        ObjectNode answer = Json.object();
        answer.put("readSince", diff.readSince().toString());
        ArrayNode deviations = answer.putArray("deviations");
        diff.deviations()
                .forEach(deviation -> deviations
                        .addObject()
                        .put("kind", deviation.kind().word())
                        .put("path", deviation.path().value())
                        .put("rule", deviation.rule())
                        .put("message", deviation.message()));
        return answer;
    }

    private static ObjectNode json(GuardedContract.Applied applied, boolean dryRun) {
        ObjectNode answer = Json.object().put("dryRun", dryRun);
        ArrayNode parameters = answer.putArray("parameters");
        applied.parameters().forEach(action -> {
            ObjectNode item = parameters
                    .addObject()
                    .put("action", action.kind().word())
                    .put("path", action.path().value());
            action.version().ifPresent(version -> item.put("version", version));
        });
        ArrayNode secrets = answer.putArray("secrets");
        applied.secrets()
                .forEach(outcome -> secrets.addObject()
                        .put("action", outcome.action().word())
                        .put("name", outcome.name().value()));
        return answer;
    }
}
