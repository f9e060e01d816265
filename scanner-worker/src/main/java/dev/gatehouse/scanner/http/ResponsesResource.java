package dev.gatehouse.scanner.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.access.GuardedResponses;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.response.ResponseFilter;
import dev.gatehouse.scanner.response.ResponseJson;
import dev.gatehouse.scanner.response.ResponsePage;
import dev.gatehouse.scanner.response.ResponseState;
import dev.gatehouse.scanner.response.Responses;
import dev.gatehouse.service.http.BadRequest;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RequestBody;
import dev.gatehouse.service.http.Requests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Responses to findings: asked for, watched, approved, ended and undone. */
@Path("/v1/responses")
@Tag(name = "responses")
@RunOnVirtualThread
public class ResponsesResource {
    private final GuardedResponses responses;
    private final Requests requests;

    public ResponsesResource(GuardedResponses responses, Requests requests) {
        this.responses = responses;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "Responses, the latest first")
    public Response list(@Context UriInfo uri) {
        Queries query = new Queries(uri.getQueryParameters(), Set.of("state", "finding", "cursor", "limit"));
        ResponseFilter filter = new ResponseFilter(
                query.text("state").map(ResponsesResource::states).orElse(Set.of()),
                query.text("finding")
                        .map(text -> Queries.fingerprint(text)
                                .orElseThrow(() -> new BadRequest(
                                        "invalid-parameter", "the parameter finding must be a fingerprint"))));
        ResponsePage page = responses.list(requests.caller(), filter, query.text("cursor"), query.limit());
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("responses");
        page.responses().forEach(response -> items.add(ResponseJson.tree(response)));
        page.next().ifPresent(next -> answer.put("next", next));
        return dev.gatehouse.service.http.Responses.json(200, answer).build();
    }

    @POST
    @Operation(summary = "Asks for a response to a finding, by a plan or by the first that matches")
    public Response start(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        RequestBody order = RequestBody.read(body, contentType, Set.of("finding", "plan", "dryRun"));
        Optional<Fingerprint> finding = Queries.fingerprint(order.requiredText("finding"));
        Optional<Boolean> dryRun = order.node("dryRun").map(ResponsesResource::flag);
        if (finding.isEmpty()) {
            throw RequestBody.wrong("finding", "must be a fingerprint: 64 lower-case hexadecimal digits");
        }
        return switch (responses.start(requests.caller(), finding.get(), order.text("plan"), dryRun)) {
            case Responses.Begun(dev.gatehouse.scanner.response.Response begun) -> answer(202, begun);
            case Responses.Known(dev.gatehouse.scanner.response.Response known) -> answer(200, known);
            case Responses.Refused(Responses.Refusal why) -> refused(why);
        };
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A response with its steps, and what is left to do")
    public Response read(@PathParam("id") String id) {
        return responses
                .read(requests.caller(), id)
                .map(response -> answer(200, response))
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @POST
    @Path("/{id}/approve")
    @Operation(summary = "Approves the step that waits for it")
    public Response approve(
            @PathParam("id") String id,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        return changed(responses.approve(requests.caller(), id, comment(body, contentType)));
    }

    private static Optional<String> comment(byte @Nullable [] body, @Nullable String contentType) {
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        Optional<String> comment =
                RequestBody.read(body, contentType, Set.of("comment")).text("comment");
        if (comment.filter(text -> text.length() > Responses.MAX_COMMENT).isPresent()) {
            throw RequestBody.wrong("comment", "must have at most " + Responses.MAX_COMMENT + " characters");
        }
        return comment.filter(text -> !text.isBlank());
    }

    @POST
    @Path("/{id}/undo")
    @Operation(summary = "Has given back what the response took; the response has to be over, or stopped")
    public Response undo(@PathParam("id") String id) {
        return changed(responses.undo(requests.caller(), id));
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(summary = "Ends a response; what it has done stays")
    public Response cancel(@PathParam("id") String id) {
        return changed(responses.cancel(requests.caller(), id));
    }

    private Response changed(Responses.Changed changed) {
        return switch (changed) {
            case Responses.Done(dev.gatehouse.scanner.response.Response response) -> answer(200, response);
            case Responses.NotPossible(ResponseState state) ->
                requests.problem(Problems.conflict("not-possible", "The response is " + state.word() + "."));
            case Responses.NoSuchResponse none -> requests.problem(Problems.NOT_FOUND);
        };
    }

    private Response refused(Responses.Refusal why) {
        return requests.problem(
                switch (why) {
                    case NO_SUCH_FINDING -> Problems.NOT_FOUND;
                    case NO_SUCH_PLAN -> ScannerProblems.NO_SUCH_PLAN;
                    case NO_PLAN -> ScannerProblems.NO_PLAN;
                    case MODE ->
                        Problems.conflict("response-mode", "The setting gatehouse.response.mode does not let it act.");
                });
    }

    private static Response answer(int status, dev.gatehouse.scanner.response.Response response) {
        return dev.gatehouse.service.http.Responses.json(status, ResponseJson.tree(response))
                .header("Location", "/v1/responses/" + response.id())
                .build();
    }

    private static boolean flag(JsonNode node) {
        if (!node.isBoolean()) {
            throw RequestBody.wrong("dryRun", "must be true or false");
        }
        return node.booleanValue();
    }

    private static Set<ResponseState> states(String words) {
        Set<ResponseState> states = new LinkedHashSet<>();
        for (String word : words.split(",", -1)) {
            states.add(ResponseState.of(word)
                    .orElseThrow(() -> new BadRequest(
                            "invalid-parameter",
                            "the parameter state must be of running, awaiting-approval, waiting, done, failed, cancelled,"
                                    + " handed-over, stopped")));
        }
        return states;
    }
}
