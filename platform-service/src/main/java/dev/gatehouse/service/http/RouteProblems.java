package dev.gatehouse.service.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers plain routes with problems, from any thread. */
public final class RouteProblems {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
    private static final CharSequence PRIVATE = HttpHeaders.createOptimized("private, no-cache");

    private final FailureProblems failures;

    public RouteProblems(FailureProblems failures) {
        this.failures = failures;
    }

    /** Sends a problem, unless the answer has begun. */
    public void send(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        String requestId = RequestIds.of(context.request());
        response.setStatusCode(problem.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.putHeader(REQUEST_ID, requestId);
        response.putHeader(HttpHeaders.CACHE_CONTROL, PRIVATE);
        problem.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", Long.toString(seconds)));
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(Buffer.buffer(problem.body(requestId)));
    }

    /** Runs what serves a request, and answers its failure with a problem. */
    public void guarded(RoutingContext context, Runnable serve) {
        try {
            serve.run();
        } catch (RuntimeException e) {
            send(context, failures.of(e, RequestIds.of(context.request())));
        }
    }
}
