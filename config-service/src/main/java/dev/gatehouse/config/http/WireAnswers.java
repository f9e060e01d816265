package dev.gatehouse.config.http;

import dev.gatehouse.config.delivery.ConfigDelivery.Answer;
import dev.gatehouse.config.delivery.ConfigDelivery.Body;
import dev.gatehouse.config.delivery.ConfigDelivery.NotModified;
import dev.gatehouse.config.snapshot.Rendering;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** Answers of plain routes, sent from any thread. */
public final class WireAnswers {
    private static final CharSequence AGE = HttpHeaders.createOptimized("Age");
    private static final CharSequence STALE = HttpHeaders.createOptimized(Responses.STALE);
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
    private static final CharSequence PRIVATE = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Accept, Authorization");

    /** Sends a reading of a snapshot. */
    public void send(RoutingContext context, Answer answer, Instant now) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.putHeader(
                AGE,
                Long.toString(
                        Math.max(0, now.getEpochSecond() - answer.validatedAt().getEpochSecond())));
        response.putHeader(HttpHeaders.CACHE_CONTROL, PRIVATE);
        response.putHeader(HttpHeaders.VARY, VARY);
        response.putHeader(REQUEST_ID, RequestIds.of(context.request()));
        if (answer.stale()) {
            response.putHeader(STALE, TRUE);
        }
        switch (answer) {
            case NotModified(String etag, Instant at, boolean stale) ->
                response.putHeader(HttpHeaders.ETAG, etag).setStatusCode(304).end();
            case Body(Rendering rendering, Instant at, boolean stale) ->
                response.putHeader(HttpHeaders.ETAG, rendering.etag())
                        .putHeader(HttpHeaders.CONTENT_TYPE, rendering.format().mediaType())
                        .end(Buffer.buffer(rendering.body()));
        }
    }

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
            send(context, FailureMapper.problem(e, RequestIds.of(context.request())));
        }
    }
}
