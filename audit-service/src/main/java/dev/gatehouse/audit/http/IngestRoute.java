package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.EventLimits;
import dev.gatehouse.audit.ingest.Ingest;
import dev.gatehouse.audit.ingest.IngestReport;
import dev.gatehouse.audit.ingest.InvalidEvent;
import dev.gatehouse.audit.ingest.Sender;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/events}. One event is handled on the event loop, which never waits for the disk: the log answers when it
 * is durable. Many are read on a virtual thread. It is a plain route because a resource method's own cost would be most of
 * the request's.
 */
public final class IngestRoute {
    private static final int SMALL = 64 << 10;

    private final Admission admission;
    private final Ingest ingest;
    private final Bodies bodies;
    private final ContentCoding coding;
    private final RouteProblems problems;
    private final Executor workers;
    private final Answered answered;

    /** Is told of each request that was answered. */
    public interface Answered {
        /** How many of a request's events are in the log, how many of these were there before, how many were rejected. */
        void events(int accepted, int duplicates, int rejected);
    }

    public IngestRoute(
            Admission admission,
            Ingest ingest,
            Bodies bodies,
            EventLimits limits,
            RouteProblems problems,
            Executor workers,
            Answered answered) {
        this.admission = admission;
        this.ingest = ingest;
        this.bodies = bodies;
        this.coding = new ContentCoding(limits.maxInflatedBytes(), limits.maxRatio());
        this.problems = problems;
        this.workers = workers;
        this.answered = answered;
    }

    /** Serves a request; called on the event loop. */
    public void handle(RoutingContext context) {
        Optional<Admission.Verdict> verdict = admission.now(context.request());
        bodies.read(context, body -> {
            if (verdict.isPresent()
                    && verdict.get() instanceof Admission.Admitted(Caller caller)
                    && single(context, body)) {
                problems.guarded(context, () -> one(context, body, caller));
            } else {
                workers.execute(() -> problems.guarded(context, () -> admitted(context, body, verdict)));
            }
        });
    }

    /** Whether it is one event, of a size that is soon read. */
    private static boolean single(RoutingContext context, byte[] body) {
        return body.length <= SMALL
                && context.request().headers().get(HttpHeaders.CONTENT_ENCODING) == null
                && first(body) == '{'
                && mediaType(context).equals("application/json");
    }

    private void admitted(RoutingContext context, byte[] body, Optional<Admission.Verdict> verdict) {
        switch (verdict.orElseGet(() -> admission.admit(context.request()))) {
            case Admission.Admitted(Caller caller) -> read(context, body, caller);
            case Admission.Refused(Problem problem) -> problems.send(context, problem);
        }
    }

    private void read(RoutingContext context, byte[] body, Caller caller) {
        try {
            switch (mediaType(context)) {
                case "application/x-ndjson", "application/jsonl", "application/ndjson" -> lines(context, body, caller);
                case "application/json" -> json(context, body, caller);
                default ->
                    problems.send(
                            context,
                            new Problem(
                                    415,
                                    "unsupported-media-type",
                                    "Unsupported media type",
                                    "Send application/json (an event or an array) or application/x-ndjson."));
            }
        } catch (IOException e) {
            throw new InvalidEvent("malformed", "the body is not of its Content-Encoding, or ends too early");
        }
    }

    private void lines(RoutingContext context, byte[] body, Caller caller) throws IOException {
        answer(context, ingest.lines(coding.inflate(body, encoding(context)), sender(caller)));
    }

    private void json(RoutingContext context, byte[] body, Caller caller) throws IOException {
        byte[] inflated = encoding(context) == null ? body : inflated(context, body);
        switch (first(inflated)) {
            case '{' -> one(context, inflated, caller);
            case '[' -> answer(context, ingest.array(inflated, sender(caller)));
            default -> throw new InvalidEvent("malformed", "the body is neither a JSON object nor an array");
        }
    }

    private byte[] inflated(RoutingContext context, byte[] body) throws IOException {
        return coding.inflate(body, encoding(context)).readAllBytes();
    }

    private void one(RoutingContext context, byte[] body, Caller caller) {
        ByteSlice raw = stripped(body);
        Event event = ingest.event(raw, sender(caller));
        ingest.one(event)
                .whenComplete((result, failure) -> context.vertx()
                        .runOnContext(ignored -> problems.guarded(context, () -> {
                            if (failure != null) {
                                throw new CompletionException(failure);
                            }
                            answer(context, report(event, result));
                        })));
    }

    private static IngestReport report(Event event, AppendResult result) {
        String uid = event.key().uid();
        return switch (result) {
            case AppendResult.Appended(var receipt) ->
                new IngestReport(List.of(new IngestReport.Accepted(1, uid, receipt, false)), List.of());
            case AppendResult.Duplicate(var receipt) ->
                new IngestReport(List.of(new IngestReport.Accepted(1, uid, receipt, true)), List.of());
            case AppendResult.Conflict(var receipt) ->
                throw new InvalidEvent(
                        "conflict",
                        "another event of this source and uid is in the log, with the index " + receipt.index());
        };
    }

    private void answer(RoutingContext context, IngestReport report) {
        boolean receipts = !"false".equals(context.request().getParam("receipts"));
        answered.events(
                report.accepted().size(), report.duplicates(), report.rejected().size());
        byte[] json = ReportJson.bytes(report, receipts);
        context.response()
                .setStatusCode(report.rejected().isEmpty() ? 201 : 207)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(json));
    }

    private static Sender sender(Caller caller) {
        return new Sender(
                caller.principal().name(),
                caller.sourceAddress(),
                source -> caller.may(Capabilities.INGEST, Capabilities.source(source)));
    }

    private static String mediaType(RoutingContext context) {
        String type = context.request().headers().get(HttpHeaders.CONTENT_TYPE);
        return type == null ? "application/json" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String encoding(RoutingContext context) {
        return context.request().headers().get(HttpHeaders.CONTENT_ENCODING);
    }

    private static int first(byte[] body) {
        for (byte b : body) {
            if (b > ' ') {
                return b;
            }
        }
        return -1;
    }

    /** The body without white space around it: the same event has the same bytes, alone and in a line. */
    private static ByteSlice stripped(byte[] body) {
        int start = 0;
        int end = body.length;
        while (start < end && body[start] <= ' ' && body[start] >= 0) {
            start++;
        }
        while (end > start && body[end - 1] <= ' ' && body[end - 1] >= 0) {
            end--;
        }
        return new ByteSlice(body, start, end - start);
    }
}
