package dev.gatehouse.audit.http;

import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.RequestIds;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What the reading routes have in common: who calls is let in, served on a thread that may wait, and told what failed. */
public final class Admitted {
    private final Admission admission;
    private final RouteProblems problems;
    private final Executor workers;

    public Admitted(Admission admission, RouteProblems problems, Executor workers) {
        this.admission = admission;
        this.problems = problems;
        this.workers = workers;
    }

    /** Serves a request of a caller that is let in. */
    void serve(RoutingContext context, Consumer<Caller> serving) {
        workers.execute(() -> guarded(context, () -> {
            switch (admission.admit(context.request())) {
                case Admission.Admitted(Caller caller) -> serving.accept(caller);
                case Admission.Refused(Problem problem) -> problems.send(context, problem);
            }
        }));
    }

    /** Runs a part of it on another thread. */
    void guarded(RoutingContext context, Runnable serving) {
        problems.guarded(context, serving);
    }

    /** Whether the credential of a request that is still served holds; may block. */
    boolean stillValid(RoutingContext context) {
        return admission.stillValid(context.request());
    }

    void problem(RoutingContext context, Problem problem) {
        problems.send(context, problem);
    }

    /** Sends an answer that nobody may keep. */
    static void send(RoutingContext context, String type, byte[] bytes) {
        head(context, type).end(Buffer.buffer(bytes));
    }

    /** The answer, with its head made ready. */
    static HttpServerResponse head(RoutingContext context, String type) {
        return context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(RequestIds.HEADER, RequestIds.of(context.request()));
    }
}
