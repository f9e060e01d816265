package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.delivery.GuardedRotations;
import dev.gatehouse.config.rotation.FunctionSteps;
import dev.gatehouse.config.rotation.Rotation;
import dev.gatehouse.config.rotation.Rotations;
import dev.gatehouse.config.rotation.Step;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problem;
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

/** The rotation of one secret: what can be done with it after a colon. */
@Path("/v1/secrets")
@Tag(name = "rotation")
@RunOnVirtualThread
public class SecretRotationResource {
    private final GuardedRotations rotations;
    private final Requests requests;

    public SecretRotationResource(GuardedRotations rotations, Requests requests) {
        this.rotations = rotations;
        this.requests = requests;
    }

    @POST
    @Path("/{name:[^:]+}:rotate")
    @Operation(summary = "Starts a rotation now, or joins the one that runs")
    public Response rotate(
            @PathParam("name") String name,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("reason", "compromised", "placeholder"));
        Optional<VersionId> compromised = request.text("compromised").map(VersionId::new);
        SecretName secret = new SecretName(name);
        Rotations.Answer answer =
                rotations.rotate(requests.caller(), secret, reason(request), compromised, request.flag("placeholder"));
        return answer(secret, compromised, answer);
    }

    @GET
    @Path("/{name:[^:]+}:rotation")
    @Operation(summary = "When the secret is due, the rotation that runs, and those that have ended")
    public Response rotation(@PathParam("name") String name) {
        return rotations
                .overview(requests.caller(), new SecretName(name))
                .map(overview ->
                        Responses.json(200, RotationWire.overview(overview)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @POST
    @Path("/{name:[^:]+}:supply")
    @Operation(summary = "The value that a rotation awaits from a person; with start, one is started for it")
    public Response supply(
            @PathParam("name") String name,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("value", "start"));
        JsonNode value = request.node("value")
                .filter(JsonNode::isObject)
                .orElseThrow(() -> RequestBody.wrong("value", "must be an object"));
        SecretName secret = new SecretName(name);
        try (SecretValue supplied = SecretValue.of(Json.bytes(value))) {
            return answer(
                    secret,
                    Optional.empty(),
                    rotations.supply(requests.caller(), secret, supplied, request.flag("start")));
        }
    }

    @POST
    @Path("/{name:[^:]+}:finish-rotation")
    @Operation(summary = "What becomes of the old version that some still hold: retire or hold")
    public Response finish(
            @PathParam("name") String name,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("action"));
        Rotations.Decision decision = switch (request.requiredText("action")) {
            case "retire" -> Rotations.Decision.RETIRE;
            case "hold" -> Rotations.Decision.HOLD;
            default -> throw RequestBody.wrong("action", "must be retire or hold");
        };
        SecretName secret = new SecretName(name);
        return answer(secret, Optional.empty(), rotations.decide(requests.caller(), secret, decision));
    }

    @POST
    @Path("/{name:[^:]+}:rotation-step")
    @Operation(summary = "A step that Secrets Manager's rotation function asks for; done when this answers 200")
    public Response step(
            @PathParam("name") String name,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("step", "version"));
        Step step = Step.of(request.requiredText("step"))
                .filter(known -> known.compareTo(Step.FINISH) <= 0)
                .orElseThrow(() -> RequestBody.wrong("step", "must be create, set, test or finish"));
        VersionId version = new VersionId(request.requiredText("version"));
        FunctionSteps.Answer answer = rotations.step(requests.caller(), new SecretName(name), step, version);
        return switch (answer) {
            case FunctionSteps.Done() ->
                Responses.json(200, Json.object().put("done", true)).build();
            case FunctionSteps.NotDone(String why, boolean later) -> notDone(why, later);
            case FunctionSteps.NoSecret() -> requests.problem(Problems.NOT_FOUND);
            case FunctionSteps.NoTemplate() -> noTemplate();
        };
    }

    private Response answer(SecretName secret, Optional<VersionId> compromised, Rotations.Answer answer) {
        return switch (answer) {
            case Rotations.Started(Rotation rotation) -> accepted(RotationWire.rotation(secret, rotation));
            case Rotations.Accepted(Rotation rotation) -> accepted(RotationWire.rotation(secret, rotation));
            case Rotations.Joined(Rotation rotation) ->
                accepted(RotationWire.rotation(secret, rotation).put("joined", true));
            case Rotations.NotNeeded notNeeded ->
                Responses.json(
                                200,
                                RotationWire.notNeeded(
                                        secret,
                                        compromised.map(VersionId::value).orElse(""),
                                        notNeeded))
                        .build();
            case Rotations.NoSecret() -> requests.problem(Problems.NOT_FOUND);
            case Rotations.NoTemplate() -> noTemplate();
            case Rotations.NotNow(String why) -> requests.problem(Problems.conflict("not-now", sentence(why)));
        };
    }

    private static Response accepted(ObjectNode rotation) {
        return Responses.json(202, rotation).build();
    }

    private Response noTemplate() {
        return requests.problem(new Problem(
                422,
                "no-template",
                "Not rotated here",
                "The secrets template does not say how to rotate this secret."));
    }

    private Response notDone(String why, boolean later) {
        Problem problem = Problems.conflict("not-done", sentence(why));
        return requests.problem(later ? problem.retryingAfter(Problems.RETRY_SECONDS) : problem);
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static String reason(RequestBody request) {
        String reason = request.requiredText("reason").strip();
        if (reason.isEmpty() || reason.length() > Rotation.MAX_REASON) {
            throw RequestBody.wrong("reason", "must have 1 to " + Rotation.MAX_REASON + " characters");
        }
        return reason;
    }
}
