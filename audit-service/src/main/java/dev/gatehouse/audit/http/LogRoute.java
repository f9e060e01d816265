package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.log.Cosignatures;
import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.tlog.TilePath;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The tile log's files, in C2SP's layout: {@code /checkpoint} and {@code /tile/...}. */
public final class LogRoute {
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String SHORT = "no-cache, max-age=1";

    private final Admission admission;
    private final Gatekeeper gate;
    private final SealedLog log;
    private final Cosignatures cosignatures;
    private final RouteProblems problems;
    private final Executor workers;
    private final boolean open;

    /** @param open whether anybody may read them */
    public LogRoute(
            Admission admission,
            Gatekeeper gate,
            SealedLog log,
            Cosignatures cosignatures,
            RouteProblems problems,
            Executor workers,
            boolean open) {
        this.admission = admission;
        this.gate = gate;
        this.log = log;
        this.cosignatures = cosignatures;
        this.problems = problems;
        this.workers = workers;
        this.open = open;
    }

    /** Serves the newest checkpoint, with the cosignatures that are there of it. */
    public void checkpoint(RoutingContext context) {
        serve(context, () -> send(context, log.checkpoint().map(cosignatures::attach)));
    }

    /** Serves the newest checkpoint that enough witnesses have cosigned: 404 where there is none. */
    public void witnessed(RoutingContext context) {
        serve(context, () -> send(context, cosignatures.witnessed()));
    }

    private void send(RoutingContext context, Optional<SealedCheckpoint> checkpoint) {
        checkpoint.ifPresentOrElse(
                found -> send(
                        context,
                        "text/plain; charset=utf-8",
                        SHORT,
                        found.note().bytes()),
                () -> problems.send(context, Problems.NOT_FOUND));
    }

    /** Serves a tile or an entry bundle. */
    public void tile(RoutingContext context) {
        serve(context, () -> {
            Optional<byte[]> bytes =
                    TilePath.parse(context.normalizedPath().substring(1)).flatMap(path -> log.file(path.path()));
            if (bytes.isPresent()) {
                send(context, "application/octet-stream", IMMUTABLE, bytes.get());
            } else {
                problems.send(context, Problems.NOT_FOUND);
            }
        });
    }

    private void serve(RoutingContext context, Runnable serving) {
        workers.execute(() -> problems.guarded(context, () -> {
            if (open) {
                serving.run();
                return;
            }
            switch (admission.admit(context.request())) {
                case Admission.Admitted(Caller caller) -> {
                    gate.require(caller, Capabilities.READ, Capabilities.log());
                    serving.run();
                }
                case Admission.Refused(Problem problem) -> problems.send(context, problem);
            }
        }));
    }

    private static void send(RoutingContext context, String type, String cache, byte[] bytes) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, cache)
                .end(Buffer.buffer(bytes));
    }
}
