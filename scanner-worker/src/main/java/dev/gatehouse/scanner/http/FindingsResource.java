package dev.gatehouse.scanner.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.access.GuardedFindings;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.triage.FindingFilter;
import dev.gatehouse.scanner.triage.FindingJson;
import dev.gatehouse.scanner.triage.FindingPage;
import dev.gatehouse.scanner.triage.FindingReport;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.scanner.triage.TriageResult;
import dev.gatehouse.service.http.BadRequest;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was found, and what people decided about it. */
@Path("/v1/findings")
@Tag(name = "findings")
@RunOnVirtualThread
public class FindingsResource {
    private static final Set<String> FILTER =
            Set.of("state", "rule", "confidence", "source", "owner", "seenFrom", "seenTo", "cursor", "limit");
    private static final Set<String> EXPORT =
            Set.of("state", "rule", "confidence", "source", "owner", "seenFrom", "seenTo", "format");

    private final GuardedFindings findings;
    private final Reports reports;
    private final Requests requests;

    public FindingsResource(GuardedFindings findings, Reports reports, Requests requests) {
        this.findings = findings;
        this.reports = reports;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "Findings of a filter, in the order in which they were first seen")
    public Response list(@Context UriInfo uri) {
        Queries query = new Queries(uri.getQueryParameters(), FILTER);
        FindingPage page = findings.list(requests.caller(), query.findings(), query.text("cursor"), query.limit());
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("findings");
        page.findings().forEach(finding -> items.add(FindingJson.tree(finding)));
        page.next().ifPresent(next -> answer.put("next", next));
        return Responses.json(200, answer).build();
    }

    @GET
    @Path("/export")
    @Operation(summary = "All findings of a filter, as sarif, asff, ocsf or jsonl")
    public Response export(@Context UriInfo uri) {
        Queries query = new Queries(uri.getQueryParameters(), EXPORT);
        FindingReport report = query.text("format")
                .flatMap(reports::of)
                .orElseThrow(() -> new BadRequest(
                        "invalid-parameter", "the parameter format must be one of " + reports.formats()));
        FindingFilter filter = query.findings();
        Iterator<TrackedFinding> exported = findings.export(requests.caller(), filter, report.format());
        StreamingOutput body = out -> report.write(exported, out);
        return Response.ok(body, report.mediaType())
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A finding with its places and its history")
    public Response read(@PathParam("id") String id) {
        return Queries.fingerprint(id)
                .flatMap(fingerprint -> findings.read(requests.caller(), fingerprint))
                .map(FindingsResource::answer)
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @POST
    @Path("/{id}/state")
    @Operation(summary = "Decides about a finding; If-Match guards against deciding on what is no longer so")
    public Response decide(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Content-Type") @Nullable String contentType,
            byte @Nullable [] body) {
        RequestBody order = RequestBody.read(body, contentType, Set.of("state", "reason"));
        FindingState to = FindingState.of(order.requiredText("state"))
                .orElseThrow(
                        () -> RequestBody.wrong("state", "must be open, acknowledged, false-positive or resolved"));
        Optional<Fingerprint> fingerprint = Queries.fingerprint(id);
        if (fingerprint.isEmpty()) {
            return requests.problem(Problems.NOT_FOUND);
        }
        return switch (findings.decide(
                requests.caller(), fingerprint.get(), to, order.text("reason"), Queries.version(ifMatch))) {
            case TriageResult.Decided(TrackedFinding decided) -> answer(decided);
            case TriageResult.Stale(long current) ->
                requests.problem(Problems.precondition("The finding has version " + current + " by now."));
            case TriageResult.SameState same ->
                requests.problem(Problems.conflict("same-state", "The finding is in that state already."));
            case TriageResult.NoSuchFinding none -> requests.problem(Problems.NOT_FOUND);
        };
    }

    private static Response answer(TrackedFinding finding) {
        return Responses.json(200, FindingJson.tree(finding))
                .header("ETag", Queries.entityTag(finding.version()))
                .build();
    }
}
