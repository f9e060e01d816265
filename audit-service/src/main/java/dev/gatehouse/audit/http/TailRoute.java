package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.event.Normalizer;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.query.EventParameters;
import dev.gatehouse.audit.query.LiveFilter;
import dev.gatehouse.audit.query.QueryRefused;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.AuditTrail.Read;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/**
 * {@code GET /v1/events/stream}: events as they become durable, as server-sent events. An event's id is its place in the
 * log, so that who comes back with {@code Last-Event-ID}, or with {@code after}, misses nothing. There are so many streams
 * at most, each read from the log by a thread of its own, as fast as its reader takes it.
 */
public final class TailRoute {
    private static final long RETRY_SECONDS = 10;

    private final Admitted admitted;
    private final Visibility visibility;
    private final LogReader log;
    private final Normalizer normalizer;
    private final AuditTrail trail;
    private final Limits limits;
    private final Semaphore free;
    private volatile boolean closed;

    /**
     * Limits of streams.
     *
     * @param streams at once
     * @param heartbeat how often a comment is sent, and the credential looked at
     * @param patience how long a reader may take for a piece
     */
    public record Limits(int streams, Duration heartbeat, Duration patience) {
        public Limits {
            if (streams < 1 || streams > 1_000) {
                throw new IllegalArgumentException("streams must be 1 to 1000");
            }
            if (!heartbeat.isPositive() || !patience.isPositive()) {
                throw new IllegalArgumentException("a stream's heartbeat and patience must be positive");
            }
        }
    }

    public TailRoute(
            Admitted admitted,
            Visibility visibility,
            LogReader log,
            Normalizer normalizer,
            AuditTrail trail,
            Limits limits) {
        this.admitted = admitted;
        this.visibility = visibility;
        this.log = log;
        this.normalizer = normalizer;
        this.trail = trail;
        this.limits = limits;
        this.free = new Semaphore(limits.streams());
    }

    /** How many streams there are. */
    public int streams() {
        return limits.streams() - free.availablePermits();
    }

    /** Ends all streams, soon. */
    public void close() {
        closed = true;
    }

    /** Serves a stream. */
    public void handle(RoutingContext context) {
        // From now: what becomes durable while the stream is prepared is part of it.
        long now = log.size();
        admitted.serve(context, caller -> {
            visibility.requireAny(caller);
            EventParameters parameters =
                    new EventParameters(QueryString.parse(context.request().query()), EventParameters.STREAM);
            LiveFilter filter = parameters.live();
            long from = from(context, parameters, now);
            if (!free.tryAcquire()) {
                admitted.problem(context, tooMany());
                return;
            }
            begin(context, caller, filter, from);
        });
    }

    private void begin(RoutingContext context, Caller caller, LiveFilter filter, long from) {
        boolean begun = false;
        try {
            trail.read(caller, List.of(new Read(Capabilities.sources(), "stream from " + from)));
            HttpServerResponse response =
                    Admitted.head(context, "text/event-stream").setChunked(true).putHeader("X-Accel-Buffering", "no");
            ResponseOutput output = new ResponseOutput(response, limits.patience());
            Tail tail = new Tail(
                    log,
                    normalizer,
                    source -> Visibility.sees(caller, source),
                    filter,
                    () -> !closed && admitted.stillValid(context),
                    limits.heartbeat(),
                    output);
            Thread thread = Thread.ofPlatform().daemon().name("event-stream").unstarted(() -> run(context, tail, from));
            response.closeHandler(gone -> thread.interrupt());
            thread.start();
            begun = true;
        } finally {
            if (!begun) {
                free.release();
            }
        }
    }

    private void run(RoutingContext context, Tail tail, long from) {
        try {
            tail.follow(from);
        } finally {
            free.release();
            // Whoever was cut off comes back with the last id, and misses nothing.
            context.request().connection().close();
        }
    }

    private static long from(RoutingContext context, EventParameters parameters, long now) {
        OptionalLong after = parameters.after();
        String last = context.request().getHeader("Last-Event-ID");
        if (last != null && !last.isEmpty()) {
            after = last(last);
        }
        return after.isPresent() ? Math.min(after.getAsLong() + 1, now) : now;
    }

    private static OptionalLong last(String id) {
        try {
            return new EventParameters(Map.of("after", List.of(id)), EventParameters.STREAM).after();
        } catch (QueryRefused e) {
            throw new QueryRefused("Last-Event-ID", e.reason());
        }
    }

    private static Problem tooMany() {
        return new Problem(503, "too-many-streams", "Unavailable", "As many streams as may be are open.")
                .retryingAfter(RETRY_SECONDS);
    }
}
