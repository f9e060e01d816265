package dev.gatehouse.scanner.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.scanner.access.GuardedScans;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RequestIds;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code GET /v1/scans/{id}/progress}: how far a scan is, as server-sent events, until it is over. The store is asked, since
 * any process may be working on it. An event is what {@code GET /v1/scans/{id}} answers.
 */
public final class ProgressRoute {
    private final Admission admission;
    private final GuardedScans scans;
    private final RouteProblems problems;
    private final Executor workers;
    private final Limits limits;
    private final Semaphore free;
    private volatile boolean closed;

    /**
     * Limits of streams.
     *
     * @param streams at once
     * @param interval how often the store is asked
     * @param heartbeat how many of these pass before a comment is sent, and the credential looked at
     * @param patience how long a reader may take for an event
     */
    public record Limits(int streams, Duration interval, int heartbeat, Duration patience) {
        public Limits {
            if (streams < 1 || heartbeat < 1 || !interval.isPositive() || !patience.isPositive()) {
                throw new IllegalArgumentException("streams, interval, heartbeat and patience must be positive");
            }
        }
    }

    public ProgressRoute(
            Admission admission, GuardedScans scans, RouteProblems problems, Executor workers, Limits limits) {
        this.admission = admission;
        this.scans = scans;
        this.problems = problems;
        this.workers = workers;
        this.limits = limits;
        this.free = new Semaphore(limits.streams());
    }

    /** Ends all streams, soon. */
    public void close() {
        closed = true;
    }

    /** Serves a stream. */
    public void handle(RoutingContext context) {
        workers.execute(() -> problems.guarded(context, () -> {
            switch (admission.admit(context.request())) {
                case Admission.Admitted(Caller caller) -> serve(context, caller);
                case Admission.Refused(Problem problem) -> problems.send(context, problem);
            }
        }));
    }

    private void serve(RoutingContext context, Caller caller) {
        String id = context.pathParam("id");
        Optional<ScanRecord> scan = scans.read(caller, id);
        if (scan.isEmpty()) {
            problems.send(context, Problems.NOT_FOUND);
            return;
        }
        if (!free.tryAcquire()) {
            throw new ScannerProblems.TooManyStreams();
        }
        try {
            HttpServerResponse response = context.response();
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no")
                    .putHeader(RequestIds.HEADER, RequestIds.of(context.request()));
            follow(context, caller, scan.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            // The head is sent: a reader that is cut off asks again, and is then told the problem.
        } finally {
            free.release();
            end(context);
        }
    }

    private void follow(RoutingContext context, Caller caller, ScanRecord first)
            throws InterruptedException, ExecutionException, TimeoutException {
        ScanRecord sent = first;
        write(context, event(first));
        for (int look = 1;
                !sent.status().isOver() && !closed && !context.response().closed();
                look++) {
            TimeUnit.MILLISECONDS.sleep(limits.interval().toMillis());
            if (look % limits.heartbeat() == 0 && !alive(context)) {
                return;
            }
            Optional<ScanRecord> now = scans.read(caller, first.id());
            if (now.isEmpty()) {
                return;
            }
            if (!now.get().equals(sent)) {
                sent = now.get();
                write(context, event(sent));
            }
        }
    }

    private boolean alive(RoutingContext context) throws InterruptedException, ExecutionException, TimeoutException {
        write(context, ": alive\n\n");
        return admission.stillValid(context.request());
    }

    private void write(RoutingContext context, String text)
            throws InterruptedException, ExecutionException, TimeoutException {
        var _ = context.response()
                .write(text)
                .toCompletionStage()
                .toCompletableFuture()
                .get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void end(RoutingContext context) {
        if (!context.response().ended() && !context.response().closed()) {
            var _ = context.response().end();
        }
    }

    private static String event(ScanRecord scan) {
        return "event: " + (scan.status().isOver() ? "over" : "progress") + "\ndata: "
                + new String(Json.bytes(ScanJson.scan(scan)), UTF_8) + "\n\n";
    }
}
