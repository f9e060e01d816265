package dev.gatehouse.audit.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.lifecycle.Hold;
import dev.gatehouse.audit.lifecycle.HoldTerms;
import dev.gatehouse.audit.lifecycle.Holds;
import dev.gatehouse.audit.lifecycle.Holds.PutOutcome;
import dev.gatehouse.audit.lifecycle.SourcePattern;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Resource;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RequestBody;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/holds/{name}}: what is under legal hold is neither erased nor expires. Who may hold all sources of a hold sees
 * it and releases it; to others it is not there.
 */
@Path("/v1/holds")
@Tag(name = "lifecycle")
@RunOnVirtualThread
public class HoldsResource {
    /** A source so far below that only who may hold the whole subtree may hold it. */
    private static final String FAR_BELOW = "/-/-/-/-";

    private final Holds holds;
    private final Gatekeeper gate;
    private final Requests requests;

    public HoldsResource(Holds holds, Gatekeeper gate, Requests requests) {
        this.holds = holds;
        this.gate = gate;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "The holds in force of which the caller may hold all sources")
    public Response list() {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("holds");
        holds.list().stream().filter(this::visible).forEach(hold -> items.add(json(hold)));
        return Responses.json(200, answer).build();
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "A hold in force")
    public Response get(@PathParam("name") String name) {
        return holds.find(name)
                .filter(this::visible)
                .map(hold -> Responses.json(200, json(hold)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @PUT
    @Path("/{name}")
    @Operation(
            summary =
                    "Puts events of sources (patterns) under hold, which happened or came in from a time on and before"
                            + " another, for a reason")
    public Response put(
            @PathParam("name") String name,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("sources", "from", "to", "reason"));
        HoldTerms terms = new HoldTerms(
                name, sources(request), time(request, "from"), time(request, "to"), request.requiredText("reason"));
        return switch (holds.put(requests.caller(), terms, this::require)) {
            case PutOutcome.InForce(Hold hold, boolean fresh) ->
                Responses.json(fresh ? 201 : 200, json(hold)).build();
            case PutOutcome.TooMany() ->
                requests.problem(Problems.conflict("too-many-holds", "There are " + Holds.MAX + " holds already."));
        };
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Releases a hold")
    public Response release(@PathParam("name") String name) {
        boolean seen = holds.find(name).filter(this::visible).isPresent();
        return seen && holds.release(requests.caller(), name, this::require)
                ? Response.noContent().build()
                : requests.problem(Problems.NOT_FOUND);
    }

    private static List<SourcePattern> sources(RequestBody request) {
        try {
            return request.texts("sources", HoldTerms.MAX_SOURCES).stream()
                    .map(SourcePattern::new)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw RequestBody.wrong("sources", "must be source names, with /** behind for all below, or ** for all");
        }
    }

    private static Optional<Instant> time(RequestBody request, String field) {
        try {
            return request.text(field).map(Instant::parse);
        } catch (DateTimeException e) {
            throw RequestBody.wrong(field, "must be RFC 3339, such as 2026-03-01T10:15:30Z");
        }
    }

    private boolean visible(Hold hold) {
        Caller caller = requests.caller();
        return resources(hold.terms()).allMatch(resource -> caller.may(Capabilities.HOLD, resource));
    }

    private void require(HoldTerms terms) {
        resources(terms).forEach(resource -> gate.require(requests.caller(), Capabilities.HOLD, resource));
    }

    private static Stream<Resource> resources(HoldTerms terms) {
        return terms.sources().stream().flatMap(HoldsResource::resources);
    }

    /** What a caller has to be allowed to hold for a pattern. */
    private static Stream<Resource> resources(SourcePattern pattern) {
        Stream<Resource> below = pattern.subtree()
                ? Stream.of(new Resource(
                        Capabilities.SOURCE, (pattern.root().isEmpty() ? "" : "/" + pattern.root()) + FAR_BELOW))
                : Stream.empty();
        Stream<Resource> itself =
                pattern.root().isEmpty() ? Stream.empty() : Stream.of(Capabilities.source(pattern.root()));
        return Stream.concat(itself, below);
    }

    private static ObjectNode json(Hold hold) {
        ObjectNode node = Json.object().put("name", hold.terms().name());
        ArrayNode sources = node.putArray("sources");
        hold.terms().sources().forEach(pattern -> sources.add(pattern.text()));
        hold.terms().from().ifPresent(from -> node.put("from", from.toString()));
        hold.terms().to().ifPresent(to -> node.put("to", to.toString()));
        return node.put("reason", hold.terms().reason())
                .put("by", hold.by())
                .put("since", hold.since().toString())
                .put("record", hold.index());
    }
}
