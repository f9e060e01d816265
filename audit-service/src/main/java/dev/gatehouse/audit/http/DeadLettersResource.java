package dev.gatehouse.audit.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.access.GuardedDeadLetters;
import dev.gatehouse.audit.ingest.KeptLetter;
import dev.gatehouse.audit.ingest.SentOrigin;
import dev.gatehouse.audit.ingest.file.LetterRetry.Result;
import dev.gatehouse.service.http.BadRequest;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What came in and is no event: to be looked at, sent once more, or thrown away. */
@Path("/v1/dead-letters")
@Tag(name = "dead letters")
@RunOnVirtualThread
public class DeadLettersResource {
    private static final int MAX_PAGE = 1_000;

    private final GuardedDeadLetters letters;
    private final Requests requests;

    public DeadLettersResource(GuardedDeadLetters letters, Requests requests) {
        this.letters = letters;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "Dead letters in the order in which they came, without their content")
    public Response list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @DefaultValue("100") String limit) {
        int max = limit(limit);
        List<KeptLetter> page = letters.list(requests.caller(), Optional.ofNullable(after), max)
                .orElseThrow(() -> new BadRequest(
                        "page-gone", "the letter of the parameter after is not kept any more: begin again without it"));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("letters");
        page.forEach(letter -> items.add(json(letter)));
        if (page.size() == max) {
            answer.put("next", page.getLast().id());
        }
        return Responses.json(200, answer).build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A dead letter's bytes as they came")
    public Response raw(@PathParam("id") String id) {
        return letters.read(requests.caller(), id)
                .map(letter -> Response.ok(letter.raw().copy(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        // Anybody's bytes: no browser is to make something of them.
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Disposition", "attachment; filename=\"dead-letter\"")
                        .build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @POST
    @Path("/{id}/retry")
    @Operation(summary = "Sends a dead letter once more, and forgets it where it is in the log then")
    public Response retry(@PathParam("id") String id) {
        return switch (letters.retry(requests.caller(), id)) {
            case Result.InLog done ->
                Responses.json(
                                200,
                                Json.object()
                                        .put("appended", done.appended())
                                        .put("duplicates", done.duplicates())
                                        .put("rejected", done.rejected()))
                        .build();
            case Result.NotPossible kept -> requests.problem(Problems.conflict("not-possible", kept.problem()));
            case Result.NoSuchLetter none -> requests.problem(Problems.NOT_FOUND);
        };
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Forgets a dead letter for good")
    public Response delete(@PathParam("id") String id) {
        return letters.delete(requests.caller(), id)
                ? Response.noContent().build()
                : requests.problem(Problems.NOT_FOUND);
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one complaint.
        }
        throw new BadRequest("invalid-parameter", "the parameter limit must be 1 to " + MAX_PAGE);
    }

    private static ObjectNode json(KeptLetter letter) {
        ObjectNode node = Json.object();
        node.put("id", letter.id());
        node.put("received", letter.received().toString());
        SentOrigin.sender(letter.origin())
                .ifPresentOrElse(sender -> node.put("sender", sender), () -> node.put("file", letter.origin()));
        letter.position().ifPresent(position -> node.put("line", position + 1));
        node.put("error", letter.reason());
        node.put("detail", letter.detail());
        node.put("bytes", letter.size());
        node.put("keptBytes", letter.kept());
        return node;
    }
}
