package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.GuardedCompleteness;
import dev.gatehouse.audit.access.GuardedCompleteness.Question;
import dev.gatehouse.audit.ingest.cloudtrail.Completeness;
import dev.gatehouse.audit.query.CsvFormat;
import dev.gatehouse.service.http.BadRequest;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For each account, region and hour: which files CloudTrail's digests name, and which of them the log lacks. */
@Path("/v1/completeness")
@Tag(name = "completeness")
@RunOnVirtualThread
public class CompletenessResource {
    private static final Duration LONGEST = Duration.ofDays(92);
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    private final GuardedCompleteness completeness;
    private final Requests requests;

    public CompletenessResource(GuardedCompleteness completeness, Requests requests) {
        this.completeness = completeness;
        this.requests = requests;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Files that digests name and the log lacks, by account, region and hour")
    public Response json(
            @QueryParam("account") @Nullable String account,
            @QueryParam("region") @Nullable String region,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return Responses.json(200, CompletenessRows.json(rows(account, region, from, to)))
                .build();
    }

    @GET
    @Produces("text/csv")
    @Operation(summary = "The same as a table")
    public Response csv(
            @QueryParam("account") @Nullable String account,
            @QueryParam("region") @Nullable String region,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return Response.ok(CompletenessRows.csv(rows(account, region, from, to)), new CsvFormat().contentType())
                .build();
    }

    private List<Completeness.Row> rows(
            @Nullable String account, @Nullable String region, @Nullable String from, @Nullable String to) {
        Instant begin = time("from", from);
        Instant end = time("to", to);
        if (!begin.isBefore(end) || begin.plus(LONGEST).isBefore(end)) {
            throw wrong("to", "must be after from, and at most " + LONGEST.toDays() + " days");
        }
        return completeness.report(
                requests.caller(),
                new Question(of("account", account, ACCOUNT), of("region", region, REGION), begin, end));
    }

    private static Optional<String> of(String name, @Nullable String text, Pattern form) {
        if (text != null && !form.matcher(text).matches()) {
            throw wrong(name, "is not of its form");
        }
        return Optional.ofNullable(text);
    }

    private static Instant time(String name, @Nullable String text) {
        try {
            return Instant.parse(text == null ? "" : text);
        } catch (DateTimeException e) {
            throw wrong(name, "must be a time like 2026-03-01T10:00:00Z");
        }
    }

    private static BadRequest wrong(String name, String problem) {
        return new BadRequest("invalid-parameter", "the parameter " + name + " " + problem);
    }
}
