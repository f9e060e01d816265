package dev.gatehouse.scanner.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.access.GuardedScans;
import dev.gatehouse.scanner.work.ScanPage;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.ScanStatus;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RequestBody;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Scans: begun, watched, stopped and resumed. */
@Path("/v1/scans")
@Tag(name = "scans")
@RunOnVirtualThread
public class ScansResource {
    private final GuardedScans scans;
    private final Requests requests;

    public ScansResource(GuardedScans scans, Requests requests) {
        this.scans = scans;
        this.requests = requests;
    }

    @POST
    @Operation(summary = "Begins a scan of a configured target, or of an allowed place (kind and location)")
    public Response start(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        RequestBody order = RequestBody.read(body, contentType, Set.of("target", "kind", "location"));
        Optional<String> target = order.text("target");
        if (target.isPresent() == order.text("kind").isPresent()) {
            throw RequestBody.wrong("target", "is given, or kind and location are");
        }
        GuardedScans.Started started = target.isPresent()
                ? scans.start(requests.caller(), target.get())
                : scans.start(requests.caller(), order.requiredText("kind"), order.requiredText("location"));
        return switch (started) {
            case GuardedScans.Running(ScanRecord scan) ->
                Responses.json(202, ScanJson.scan(scan))
                        .header("Location", "/v1/scans/" + scan.id())
                        .build();
            case GuardedScans.NoSuchTarget none -> requests.problem(ScannerProblems.NO_SUCH_TARGET);
            case GuardedScans.NotAllowed no -> requests.problem(ScannerProblems.NOT_ALLOWED);
        };
    }

    @GET
    @Operation(summary = "Scans, the latest first")
    public Response list(@Context UriInfo uri) {
        Queries query = new Queries(uri.getQueryParameters(), Set.of("target", "cursor", "limit"));
        ScanPage page = scans.list(requests.caller(), query.text("target"), query.text("cursor"), query.limit());
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("scans");
        page.scans().forEach(scan -> items.add(ScanJson.scan(scan)));
        page.next().ifPresent(next -> answer.put("next", next));
        return Responses.json(200, answer).build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a scan is")
    public Response read(@PathParam("id") String id) {
        return scans.read(requests.caller(), id)
                .map(scan -> Responses.json(200, ScanJson.scan(scan)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Stops a scan; what it has done stays")
    public Response cancel(@PathParam("id") String id) {
        return answer(scans.cancel(requests.caller(), id));
    }

    @POST
    @Path("/{id}/resume")
    @Operation(summary = "Lets a scan go on that was stopped or has failed")
    public Response resume(@PathParam("id") String id) {
        return answer(scans.resume(requests.caller(), id));
    }

    private Response answer(Scans.Outcome outcome) {
        return switch (outcome) {
            case Scans.Done(ScanRecord scan) ->
                Responses.json(200, ScanJson.scan(scan)).build();
            case Scans.NotPossible(ScanStatus status) ->
                requests.problem(Problems.conflict("not-possible", "The scan is " + status.word() + "."));
            case Scans.NoSuchScan none -> requests.problem(Problems.NOT_FOUND);
        };
    }
}
