package dev.gatehouse.config.http;

import dev.gatehouse.config.delivery.ConfigDelivery.Answer;
import dev.gatehouse.config.delivery.ConfigDelivery.Body;
import dev.gatehouse.config.delivery.ConfigDelivery.NotModified;
import dev.gatehouse.config.snapshot.Rendering;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.RequestIds;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** Answers of plain routes, sent from any thread. */
public final class WireAnswers {
    private static final CharSequence AGE = HttpHeaders.createOptimized("Age");
    private static final CharSequence STALE = HttpHeaders.createOptimized(AgedResponses.STALE);
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
    private static final CharSequence PRIVATE = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Accept, Authorization");

    private final RouteProblems problems;

    public WireAnswers(RouteProblems problems) {
        this.problems = problems;
    }

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
        problems.send(context, problem);
    }

    /** Runs what serves a request, and answers its failure with a problem. */
    public void guarded(RoutingContext context, Runnable serve) {
        problems.guarded(context, serve);
    }
}
