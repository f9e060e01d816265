package dev.gatehouse.client.audit.send;

import dev.gatehouse.client.audit.AuditEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * audit-service by HTTP/1.1: {@code POST <address>/v1/events}, {@code application/x-ndjson}, a bearer token.
 *
 * <p>What an answer means, by its status; any other is a refusal, and no redirect is followed:
 *
 * <ul>
 *   <li>201: every event is in
 *   <li>207: some are rejected, and kept by the receiver; the body says which: {@code {"rejected": [{"line": 1, "error":
 *       "a-word"}]}}, and more that is not read; where one has {@code "kept": false}, try later
 *   <li>408, 429 and 5xx, no connection, no answer in time: try later, where {@code Retry-After} says so not before that
 *   <li>413: fewer at once
 * </ul>
 *
 * <p>A 2xx of another kind, and a 207 that does not have this form, are no answers of audit-service: try later. After a
 * 401 the token is read again, and where it is another one, sent once more.
 */
public final class HttpEventReceiver implements EventReceiver, AutoCloseable {
    /** Bytes that are read of an answer; 500 rejections have a tenth of it. */
    private static final int MAX_ANSWER = 1 << 20;

    private static final String PATH = "/v1/events";

    /** What can stand in a header; anything else is no token. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private final URI address;
    private final TokenSource tokens;
    private final EventLines lines;
    private final Duration timeout;
    private final InstantSource clock;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private Optional<String> token = Optional.empty();

    /**
     * @param address of audit-service, without the path: {@code https://audit.example}
     * @param plain whether {@code http} may go to another machine than this one; without it the token and the events
     *     would be readable on the way
     * @param gzip whether the events are compressed
     * @param timeout for a connection, and for a whole request
     * @throws IllegalArgumentException the address is not one, or its scheme is not allowed
     */
    public HttpEventReceiver(
            URI address, boolean plain, boolean gzip, TokenSource tokens, Duration timeout, InstantSource clock) {
        this.address = ReceiverAddress.of(address, plain).resolve(PATH);
        this.tokens = tokens;
        this.lines = new EventLines(gzip);
        this.timeout = timeout;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(workers)
                .build();
    }

    @Override
    public Answer send(List<AuditEvent> events) throws InterruptedException {
        if (token.isEmpty() && !readToken()) {
            return new Answer.Refused("token-unreadable");
        }
        byte[] body = lines.of(events);
        Answer answer = post(body, events.size());
        boolean unauthenticated = answer instanceof Answer.Refused(String reason) && reason.equals("http-401");
        return unauthenticated && readToken() ? post(body, events.size()) : answer;
    }

    /** Ends its connections. */
    @Override
    public void close() {
        http.shutdownNow();
        workers.shutdownNow();
    }

    /** Whether there is another token than before. */
    private boolean readToken() {
        Optional<String> before = token;
        token = tokens.read().filter(text -> TOKEN.matcher(text).matches());
        return token.isPresent() && !token.equals(before);
    }

    /** Not by sendAsync: that completes on the common pool, which an application may keep busy. */
    private Answer post(byte[] body, int events) throws InterruptedException {
        HttpRequest request = request(body);
        Future<HttpResponse<byte[]>> pending;
        try {
            pending = workers.submit(
                    () -> http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER)));
        } catch (RejectedExecutionException closed) {
            return new Answer.TryLater("closed");
        }
        try {
            return meaning(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS), events);
        } catch (TimeoutException e) {
            return new Answer.TryLater("timeout");
        } catch (ExecutionException e) {
            return failure(e);
        } finally {
            // Where it is not done, its connection is closed.
            pending.cancel(true);
        }
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-ndjson")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        lines.encoding().ifPresent(encoding -> request.header("Content-Encoding", encoding));
        return request.build();
    }

    private Answer meaning(HttpResponse<byte[]> response, int events) {
        int status = response.statusCode();
        return switch (status) {
            case 201 -> new Answer.Taken(List.of());
            case 207 ->
                Rejections.read(response.body(), events)
                        .map(HttpEventReceiver::taken)
                        .orElse(new Answer.TryLater("malformed-answer"));
            case 413 -> new Answer.TooLarge();
            case 408, 429 -> later(status, response.headers());
            default ->
                status >= 500 || status < 300
                        ? later(status, response.headers())
                        : new Answer.Refused("http-" + status);
        };
    }

    /** What the receiver could not keep is still here, and nowhere else. */
    private static Answer taken(List<Answer.Rejection> rejections) {
        return rejections.stream().allMatch(Answer.Rejection::kept)
                ? new Answer.Taken(rejections)
                : new Answer.TryLater("rejected-and-not-kept");
    }

    private Answer later(int status, HttpHeaders headers) {
        return new Answer.TryLater(
                "http-" + status,
                headers.firstValue("Retry-After").flatMap(value -> RetryAfter.read(value, clock.instant())));
    }

    private static Answer failure(ExecutionException failed) {
        return switch (failed.getCause()) {
            case HttpTimeoutException ignored -> new Answer.TryLater("timeout");
            case SSLException ignored -> new Answer.TryLater("tls");
            case IOException ignored -> new Answer.TryLater("connection");
            case null, default -> new Answer.TryLater("unexpected");
        };
    }
}
