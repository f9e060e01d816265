package dev.gatehouse.audit.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.lifecycle.ErasureOutcome;
import dev.gatehouse.audit.lifecycle.ErasureRecord;
import dev.gatehouse.audit.lifecycle.ErasureRecords;
import dev.gatehouse.audit.lifecycle.ErasureRequest;
import dev.gatehouse.audit.lifecycle.Erasures;
import dev.gatehouse.audit.log.Receipt;
import dev.gatehouse.service.http.BadRequest;
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
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/erasures}: an event's payload is destroyed, and a sealed record says by whom and why. */
@Path("/v1/erasures")
@Tag(name = "lifecycle")
@RunOnVirtualThread
public class ErasuresResource {
    private final Erasures erasures;
    private final ErasureRecords records;
    private final Gatekeeper gate;
    private final Requests requests;

    public ErasuresResource(Erasures erasures, ErasureRecords records, Gatekeeper gate, Requests requests) {
        this.erasures = erasures;
        this.records = records;
        this.gate = gate;
        this.requests = requests;
    }

    @POST
    @Operation(
            summary =
                    "Destroys the payload of an event, which is named by its source and its uid or index, for a reason;"
                            + " 201 with the record's receipt, or 200 with that of the first time")
    public Response erase(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("source", "uid", "index", "reason"));
        ErasureRequest erasure =
                new ErasureRequest(request.requiredText("source"), target(request), request.requiredText("reason"));
        gate.require(requests.caller(), Capabilities.ERASE, Capabilities.source(erasure.source()));
        return answer(erasures.erase(requests.caller(), erasure));
    }

    private static ErasureRequest.Target target(RequestBody request) {
        Optional<String> uid = request.text("uid");
        OptionalLong index = request.number("index");
        if (uid.isPresent() == index.isPresent()) {
            throw new BadRequest("invalid-field", "send exactly one of 'uid' and 'index'");
        }
        return uid.<ErasureRequest.Target>map(ErasureRequest.ByUid::new)
                .orElseGet(() -> new ErasureRequest.ByIndex(index.orElseThrow()));
    }

    private Response answer(ErasureOutcome outcome) {
        return switch (outcome) {
            case ErasureOutcome.Erased(long index, Receipt at, ErasureRecord.Cause cause, boolean fresh) ->
                Responses.json(fresh ? 201 : 200, json(index, at, cause)).build();
            case ErasureOutcome.NotFound() -> requests.problem(Problems.NOT_FOUND);
            case ErasureOutcome.Protected() ->
                conflict("protected", "The event records what this service did or found; such events are not erased.");
            case ErasureOutcome.Held(String name) ->
                conflict("held", "The event is under the legal hold '" + name + "'.");
            case ErasureOutcome.Unrecorded() ->
                conflict("unrecorded", "The event's payload is gone, and no record says why; an operator must look.");
        };
    }

    private Response conflict(String type, String detail) {
        Problem problem = Problems.conflict(type, detail);
        return requests.problem(problem);
    }

    @GET
    @Path("/{index:[0-9]{1,18}}")
    @Operation(summary = "Which record says that the payload of the event with this index was destroyed")
    public Response find(@PathParam("index") long index) {
        gate.require(requests.caller(), Capabilities.READ, Capabilities.log());
        return records.of(index)
                .map(found -> Responses.json(
                                200, json(index, found.at(), found.record().cause()))
                        .build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    private static ObjectNode json(long index, Receipt at, ErasureRecord.Cause cause) {
        ObjectNode answer =
                Json.object().put("index", index).put("cause", cause.name().toLowerCase(Locale.ROOT));
        answer.putObject("record")
                .put("index", at.index())
                .put("leafHash", at.leafHash().base64());
        return answer;
    }
}
