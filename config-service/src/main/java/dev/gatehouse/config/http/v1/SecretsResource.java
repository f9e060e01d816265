package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.delivery.BatchOutcome;
import dev.gatehouse.config.delivery.GuardedSecrets;
import dev.gatehouse.config.http.AgedResponses;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.StageResult;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.http.BadRequest;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RequestBody;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Secrets: {@code /v1/secrets/{name}}, and what can be done with one after a colon. */
@Path("/v1/secrets")
@Tag(name = "secrets")
@RunOnVirtualThread
public class SecretsResource {
    private static final int PAGE = 100;
    private static final int MAX_BATCH = 100;
    private static final int MAX_STAGES = 20;

    private final GuardedSecrets secrets;
    private final Contract contract;
    private final Requests requests;
    private final InstantSource clock;

    public SecretsResource(GuardedSecrets secrets, Contract contract, Requests requests, InstantSource clock) {
        this.secrets = secrets;
        this.contract = contract;
        this.requests = requests;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Names and metadata of the secrets that the caller may list; never values")
    public Response list(
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        String prefix = environment == null
                ? contract.project()
                : new SecretName(contract.project() + "/" + environment).value();
        Page<SecretMetadata> page =
                secrets.list(requests.caller(), prefix, Optional.ofNullable(cursor), Queries.limit(limit, PAGE, PAGE));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("secrets");
        page.items().forEach(secret -> items.add(SecretJson.metadata(secret)));
        ParameterJson.next(answer, page.next());
        return Responses.json(200, answer).build();
    }

    @GET
    @Path("/{name:[^:]+}")
    @Operation(
            summary =
                    "A secret's value: the current one, or by version or stage; with field, one field of a JSON secret")
    public Response get(
            @PathParam("name") String name,
            @QueryParam("version") @Nullable String version,
            @QueryParam("stage") @Nullable String stage,
            @QueryParam("field") @Nullable String field) {
        Optional<Held<Secret>> found = secrets.get(requests.caller(), new SecretName(name), selector(version, stage));
        return found.flatMap(held -> json(held.value(), field)
                        .map(json -> AgedResponses.aged(
                                        Responses.json(200, json)
                                                .header(
                                                        "ETag",
                                                        '"'
                                                                + held.value()
                                                                        .version()
                                                                        .value()
                                                                + '"'),
                                        held,
                                        clock.instant())
                                .build()))
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @PUT
    @Path("/{name:[^:]+}")
    @Operation(summary = "Creates a secret or adds a version; If-None-Match: * only creates")
    public Response put(
            @PathParam("name") String name,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("value", "valueBase64", "version", "stages"));
        VersionId version = new VersionId(
                request.text("version").orElseGet(() -> UUID.randomUUID().toString()));
        Set<Stage> stages = new TreeSet<>();
        request.texts("stages", MAX_STAGES).forEach(stage -> stages.add(new Stage(stage)));
        try (SecretValue value = value(request)) {
            return answer(secrets.put(
                    requests.caller(),
                    new SecretName(name),
                    version,
                    value,
                    stages,
                    ifNoneMatch == null ? GuardedSecrets.WriteMode.CREATE_OR_ADD : GuardedSecrets.WriteMode.CREATE));
        }
    }

    @GET
    @Path("/{name:[^:]+}:versions")
    @Operation(summary = "A secret's versions and their stages; never values")
    public Response versions(@PathParam("name") String name) {
        return secrets.describe(requests.caller(), new SecretName(name))
                .map(secret -> Responses.json(200, SecretJson.metadata(secret)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @POST
    @Path("/{name:[^:]+}:stage")
    @Operation(summary = "Points a stage at a version")
    public Response stage(
            @PathParam("name") String name,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("stage", "from", "to"));
        StageResult result = secrets.moveStage(
                requests.caller(),
                new SecretName(name),
                new Stage(request.requiredText("stage")),
                request.text("from").map(VersionId::new),
                new VersionId(request.requiredText("to")));
        return switch (result) {
            case StageResult.Moved() -> Response.noContent().build();
            case StageResult.NotFound() -> requests.problem(Problems.NOT_FOUND);
            case StageResult.Conflict() ->
                requests.problem(Problems.precondition("The stage points at another version than 'from' says."));
        };
    }

    @DELETE
    @Path("/{name:[^:]+}")
    @Operation(summary = "Schedules a secret's deletion after a recovery window of 7 to 30 days")
    public Response delete(
            @PathParam("name") String name, @QueryParam("recoveryWindowDays") @Nullable String recoveryWindowDays) {
        long days = Queries.number(
                        "recoveryWindowDays",
                        recoveryWindowDays,
                        SecretStore.MIN_RECOVERY_DAYS,
                        SecretStore.MAX_RECOVERY_DAYS)
                .orElse((long) SecretStore.MAX_RECOVERY_DAYS);
        return secrets.delete(requests.caller(), new SecretName(name), Duration.ofDays(days))
                .map(at -> Responses.json(200, Json.object().put("name", name).put("deletesAt", at.toString()))
                        .build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @POST
    @Path("/{name:[^:]+}:restore")
    @Operation(summary = "Takes a scheduled deletion back")
    public Response restore(@PathParam("name") String name) {
        return secrets.restore(requests.caller(), new SecretName(name))
                ? Response.noContent().build()
                : requests.problem(Problems.NOT_FOUND);
    }

    @POST
    @Path("/batch-get")
    @Operation(summary = "The current values of up to 100 secrets, each with its own outcome")
    public Response batchGet(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        List<String> names =
                RequestBody.read(body, contentType, Set.of("names")).texts("names", MAX_BATCH);
        Map<String, BatchOutcome<Secret>> outcomes = secrets.batchGet(requests.caller(), names);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("secrets");
        outcomes.forEach((name, outcome) -> items.add(BatchJson.item(name, outcome, SecretJson::shown)));
        return Responses.json(200, answer).build();
    }

    private Response answer(PutResult result) {
        return switch (result) {
            case PutResult.Written(VersionId version) -> written(201, version);
            case PutResult.Unchanged(VersionId version) -> written(200, version);
            case PutResult.VersionTaken() ->
                problem(Problems.conflict("version-taken", "This version id is taken by another value."));
            case PutResult.NotFound() -> problem(Problems.NOT_FOUND);
            case PutResult.AlreadyExists() -> problem(Problems.precondition("There is such a secret already."));
            case PutResult.Deleting() ->
                problem(Problems.conflict("deleting", "The secret is scheduled for deletion; restore it first."));
        };
    }

    private static Response written(int status, VersionId version) {
        return Responses.json(status, Json.object().put("version", version.value()))
                .build();
    }

    private Response problem(Problem problem) {
        return requests.problem(problem);
    }

    private static Optional<ObjectNode> json(Secret secret, @Nullable String field) {
        return field == null ? Optional.of(SecretJson.shown(secret)) : SecretJson.field(secret, field);
    }

    /** A text is the value as it is; an object is the value as compact JSON. */
    private static SecretValue value(RequestBody request) {
        Optional<JsonNode> value = request.node("value");
        Optional<String> base64 = request.text("valueBase64");
        if (value.isPresent() == base64.isPresent()) {
            throw new BadRequest("invalid-field", "send exactly one of 'value' and 'valueBase64'");
        }
        if (base64.isPresent()) {
            return SecretValue.of(decode(base64.get()));
        }
        JsonNode node = value.orElseThrow();
        if (node.isTextual()) {
            return SecretValue.of(node.textValue());
        }
        if (node.isObject()) {
            return SecretValue.of(Json.bytes(node));
        }
        throw RequestBody.wrong("value", "must be a text or an object");
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw RequestBody.wrong("valueBase64", "is not base64");
        }
    }

    private static SecretSelector selector(@Nullable String version, @Nullable String stage) {
        if (version != null && stage != null) {
            throw Queries.wrong("version", "and 'stage' exclude each other");
        }
        if (version != null) {
            return new SecretSelector.OfVersion(new VersionId(version));
        }
        return stage == null ? SecretSelector.CURRENT : new SecretSelector.AtStage(new Stage(stage));
    }
}
