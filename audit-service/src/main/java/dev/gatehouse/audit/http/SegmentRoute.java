package dev.gatehouse.audit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.log.PayloadStore.Segment;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.verify.LogSource;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The payload segments, for who verifies the log from elsewhere: {@code GET /v1/log/segments} is a JSON array of objects
 * with {@code first} (the index of a segment's first event) and {@code bytes}; {@code GET /v1/log/segments/<first>} is a
 * segment's bytes, by ranges where they are asked for. The last one may be growing.
 */
public final class SegmentRoute {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final String PRIVATE = "private, no-cache";
    private static final int PIECE = 256 << 10;

    private final Admission admission;
    private final Gatekeeper gate;
    private final LogSource log;
    private final RouteProblems problems;
    private final Executor workers;
    /** The segments when they were last listed: all but the last are as long as they will ever be. */
    private volatile NavigableMap<Long, Segment> known = new TreeMap<>();

    public SegmentRoute(Admission admission, Gatekeeper gate, LogSource log, RouteProblems problems, Executor workers) {
        this.admission = admission;
        this.gate = gate;
        this.log = log;
        this.problems = problems;
        this.workers = workers;
    }

    /** Serves the list. */
    public void list(RoutingContext context) {
        serve(context, caller -> {
            String json = list().values().stream()
                    .map(segment -> "{\"first\":" + segment.first() + ",\"bytes\":" + segment.bytes() + "}")
                    .collect(Collectors.joining(",", "[", "]"));
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, PRIVATE)
                    .end(Buffer.buffer(json.getBytes(US_ASCII)));
        });
    }

    /** Serves a segment, or a range of it. */
    public void segment(RoutingContext context) {
        serve(context, caller -> {
            Optional<Segment> segment = segment(String.valueOf(context.pathParam("first")));
            if (segment.isPresent()) {
                send(context, segment.get());
            } else {
                problems.send(context, Problems.NOT_FOUND);
            }
        });
    }

    private Optional<Segment> segment(String name) {
        if (!NUMBER.matcher(name).matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(name);
        NavigableMap<Long, Segment> listed = known;
        Segment before = listed.get(first);
        boolean whole = before != null && listed.higherKey(first) != null;
        return Optional.ofNullable(whole ? before : list().get(first));
    }

    /** Lists them anew. */
    private NavigableMap<Long, Segment> list() {
        NavigableMap<Long, Segment> listed = new TreeMap<>();
        log.segments().forEach(segment -> listed.put(segment.first(), segment));
        known = listed;
        return listed;
    }

    private void serve(RoutingContext context, Consumer<Caller> serving) {
        workers.execute(() -> problems.guarded(context, () -> {
            switch (admission.admit(context.request())) {
                case Admission.Admitted(Caller caller) -> {
                    gate.require(caller, Capabilities.VERIFY, Capabilities.log());
                    serving.accept(caller);
                }
                case Admission.Refused(Problem problem) -> problems.send(context, problem);
            }
        }));
    }

    private void send(RoutingContext context, Segment segment) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, PRIVATE)
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        switch (ByteRange.of(context.request().getHeader("Range"), segment.bytes())) {
            case ByteRange.All() -> stream(response, segment.first(), 0, segment.bytes());
            case ByteRange.Part(long from, long to) -> {
                response.setStatusCode(206)
                        .putHeader(HttpHeaders.CONTENT_RANGE, "bytes " + from + "-" + to + "/" + segment.bytes());
                stream(response, segment.first(), from, to + 1);
            }
            case ByteRange.Outside() -> {
                response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + segment.bytes());
                problems.send(context, Problems.ofStatus(416));
            }
        }
    }

    /** Sends piece by piece, each when the one before is on its way: a slow reader costs one piece of memory. */
    private void stream(HttpServerResponse response, long segment, long from, long to) {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(to - from));
        try {
            for (long at = from; at < to; ) {
                ByteBuffer piece = log.read(segment, at, (int) Math.min(PIECE, to - at));
                if (!piece.hasRemaining()) {
                    throw new StorageFailed("the payload segment " + segment + " has become shorter");
                }
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                at += bytes.length;
                response.write(Buffer.buffer(bytes))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }
            response.end();
        } catch (StorageFailed e) {
            abandon(response, e);
        } catch (CompletionException e) {
            response.reset(); // The reader has gone.
        }
    }

    /** Where the answer has begun, only a broken connection says that it is not whole. */
    private static void abandon(HttpServerResponse response, StorageFailed failure) {
        if (!response.headWritten()) {
            response.headers().remove(HttpHeaders.CONTENT_LENGTH);
            throw failure;
        }
        response.reset();
    }
}
