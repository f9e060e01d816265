package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.delivery.BatchOutcome;
import dev.gatehouse.config.delivery.GuardedParameters;
import dev.gatehouse.config.http.AgedResponses;
import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.access.Caller;
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
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Single parameters: {@code /v1/parameters/{path}}, and what can be done with one after a colon. */
@Path("/v1/parameters")
@Tag(name = "parameters")
@RunOnVirtualThread
public class ParametersResource {
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 1_000;

    private final GuardedParameters parameters;
    private final Requests requests;
    private final InstantSource clock;

    public ParametersResource(GuardedParameters parameters, Requests requests, InstantSource clock) {
        this.parameters = parameters;
        this.requests = requests;
        this.clock = clock;
    }

    @GET
    @Path("/{path:[^:]+}")
    @Operation(summary = "One parameter, by version or label; with recursive, what stands below the path")
    public Response get(
            @PathParam("path") String path,
            @QueryParam("recursive") @Nullable String recursive,
            @QueryParam("version") @Nullable String version,
            @QueryParam("label") @Nullable String label,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        ParameterPath name = ParameterPath.of(path);
        if (recursive != null) {
            return list(name, Queries.flag("recursive", recursive), cursor, Queries.limit(limit, PAGE, MAX_PAGE));
        }
        Optional<Held<Parameter>> found = parameters.get(requests.caller(), name, selector(version, label));
        return found.map(held -> answer(held, ifNoneMatch)).orElseGet(() -> problem(Problems.NOT_FOUND));
    }

    @PUT
    @Path("/{path:[^:]+}")
    @Operation(summary = "Writes the next version; If-Match or If-None-Match: * make it conditional")
    public Response put(
            @PathParam("path") String path,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        ParameterPath name = ParameterPath.of(path);
        RequestBody request = RequestBody.read(body, contentType, Set.of("value", "type"));
        Optional<ParameterKind> kind = request.text("type").map(ParameterKind::ofWireName);
        String value = request.requiredText("value");
        Caller caller = requests.caller();
        return conditionally(
                caller,
                name,
                ifMatch,
                ifNoneMatch,
                precondition -> written(parameters.put(caller, name, kind, value, precondition), name));
    }

    @DELETE
    @Path("/{path:[^:]+}")
    @Operation(summary = "Deletes a parameter with all its versions")
    public Response delete(@PathParam("path") String path, @HeaderParam("If-Match") @Nullable String ifMatch) {
        ParameterPath name = ParameterPath.of(path);
        Caller caller = requests.caller();
        return conditionally(
                caller, name, ifMatch, null, precondition -> switch (parameters.delete(caller, name, precondition)) {
                    case DeleteResult.Deleted() -> Response.noContent().build();
                    case DeleteResult.NotFound() -> problem(Problems.NOT_FOUND);
                    case DeleteResult.Conflict(OptionalLong current) -> problem(changed(current));
                });
    }

    @GET
    @Path("/{path:[^:]+}:history")
    @Operation(summary = "The versions of a parameter, newest first; secure values are masked")
    public Response history(
            @PathParam("path") String path,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Page<Parameter> page = parameters.history(
                requests.caller(),
                ParameterPath.of(path),
                Optional.ofNullable(cursor),
                Queries.limit(limit, PAGE, MAX_PAGE));
        if (page.items().isEmpty() && cursor == null) {
            return problem(Problems.NOT_FOUND);
        }
        ObjectNode answer = Json.object();
        ArrayNode versions = answer.putArray("versions");
        page.items().forEach(parameter -> versions.add(ParameterJson.masked(parameter)));
        ParameterJson.next(answer, page.next());
        return Responses.json(200, answer).build();
    }

    @POST
    @Path("/{path:[^:]+}:label")
    @Operation(summary = "Points labels at a version")
    public Response label(
            @PathParam("path") String path,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("version", "labels"));
        long version = version(request);
        List<String> labels = request.texts("labels", 10);
        if (labels.isEmpty()) {
            throw RequestBody.wrong("labels", "must name at least one label");
        }
        boolean labelled =
                parameters.label(requests.caller(), ParameterPath.of(path), version, new LinkedHashSet<>(labels));
        return labelled ? Response.noContent().build() : problem(Problems.NOT_FOUND);
    }

    @POST
    @Path("/{path:[^:]+}:rollback")
    @Operation(summary = "Writes an old version's value as the next version")
    public Response rollback(
            @PathParam("path") String path,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        ParameterPath name = ParameterPath.of(path);
        long version = version(RequestBody.read(body, contentType, Set.of("version")));
        Caller caller = requests.caller();
        return conditionally(
                caller,
                name,
                ifMatch,
                null,
                precondition -> parameters
                        .rollback(caller, name, version, precondition)
                        .map(result -> written(result, name))
                        .orElseGet(() -> problem(Problems.NOT_FOUND)));
    }

    @POST
    @Path("/batch-get")
    @Operation(summary = "Up to 100 parameters, each with its own outcome")
    public Response batchGet(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        List<String> names =
                RequestBody.read(body, contentType, Set.of("names")).texts("names", GuardedParameters.MAX_BATCH);
        Map<String, BatchOutcome<Parameter>> outcomes = parameters.batchGet(requests.caller(), names);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("parameters");
        outcomes.forEach((name, outcome) -> items.add(BatchJson.item(name, outcome, ParameterJson::shown)));
        return Responses.json(200, answer).build();
    }

    private Response list(ParameterPath below, boolean recursive, @Nullable String cursor, int limit) {
        Page<GuardedParameters.Listed> page =
                parameters.list(requests.caller(), below, recursive, Optional.ofNullable(cursor), limit);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("parameters");
        page.items()
                .forEach(item -> items.add(
                        item.shown()
                                ? ParameterJson.shown(item.parameter())
                                : ParameterJson.withoutValue(item.parameter())));
        ParameterJson.next(answer, page.next());
        return Responses.json(200, answer).build();
    }

    private Response answer(Held<Parameter> held, @Nullable String ifNoneMatch) {
        String etag = ParameterTags.of(held.value());
        Response.ResponseBuilder answer = etag.equals(ifNoneMatch)
                ? Response.notModified()
                : Responses.json(200, ParameterJson.shown(held.value()));
        return AgedResponses.aged(answer.header("ETag", etag), held, clock.instant())
                .build();
    }

    private Response written(WriteResult result, ParameterPath path) {
        return switch (result) {
            case WriteResult.Written written -> {
                ObjectNode answer = Json.object();
                answer.put("path", path.value());
                answer.put("version", written.version());
                answer.put("modifiedAt", written.modifiedAt().toString());
                yield Responses.json(written.version() == 1 ? 201 : 200, answer)
                        .header("ETag", ParameterTags.of(written.version(), written.modifiedAt()))
                        .build();
            }
            case WriteResult.Conflict(OptionalLong current) -> problem(changed(current));
        };
    }

    private Response conditionally(
            Caller caller,
            ParameterPath path,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            Function<Precondition, Response> write) {
        ParameterTags.Condition condition = ParameterTags.condition(ifMatch, ifNoneMatch);
        Optional<Parameter> current =
                condition instanceof ParameterTags.Tag ? parameters.forCondition(caller, path) : Optional.empty();
        return ParameterTags.precondition(condition, current)
                .map(write)
                .orElseGet(() -> problem(
                        changed(current.map(c -> OptionalLong.of(c.version())).orElse(OptionalLong.empty()))));
    }

    private static Problem changed(OptionalLong current) {
        return Problems.precondition(
                current.isPresent()
                        ? "The stored version is " + current.getAsLong() + "."
                        : "Nothing is stored under this path.");
    }

    private Response problem(Problem problem) {
        return requests.problem(problem);
    }

    private static long version(RequestBody request) {
        return request.number("version").orElseThrow(() -> RequestBody.wrong("version", "is required"));
    }

    private static Selector selector(@Nullable String version, @Nullable String label) {
        if (version != null && label != null) {
            throw Queries.wrong("version", "and 'label' exclude each other");
        }
        if (version != null) {
            return new Selector.Version(
                    Queries.number("version", version, 1, Long.MAX_VALUE).orElseThrow());
        }
        return label == null ? Selector.LATEST : new Selector.Label(label);
    }
}
