package dev.gatehouse.scanner.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.access.GuardedScans;
import dev.gatehouse.scanner.work.LedgerPage;
import dev.gatehouse.service.http.BadRequest;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The coverage ledger: how each object of a scan ended. */
@Path("/v1/coverage")
@Tag(name = "coverage")
@RunOnVirtualThread
public class CoverageResource {
    private static final Set<String> OUTCOMES =
            Set.of("pending", "scanned", "partial", "excluded", "denied", "undecodable");

    private final GuardedScans scans;
    private final Requests requests;

    public CoverageResource(GuardedScans scans, Requests requests) {
        this.scans = scans;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "The ledger of a scan, in an order that stays the same; outcome picks one kind of line")
    public Response ledger(@Context UriInfo uri) {
        Queries query = new Queries(uri.getQueryParameters(), Set.of("scan", "outcome", "cursor", "limit"));
        String scan = query.text("scan")
                .orElseThrow(() -> new BadRequest("invalid-parameter", "the parameter scan is required"));
        query.text("outcome").filter(word -> !OUTCOMES.contains(word)).ifPresent(unknown -> {
            throw new BadRequest(
                    "invalid-parameter",
                    "the parameter outcome must be one of "
                            + String.join(", ", OUTCOMES.stream().sorted().toList()));
        });
        return scans.ledger(requests.caller(), scan, query.text("outcome"), query.text("cursor"), query.limit())
                .map(CoverageResource::answer)
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    private static Response answer(LedgerPage page) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("objects");
        page.lines().forEach(line -> items.add(ScanJson.line(line)));
        page.next().ifPresent(next -> answer.put("next", next));
        return Responses.json(200, answer).build();
    }
}
