package dev.gatehouse.client.http;

import dev.gatehouse.client.audit.send.ReceiverAddress;
import dev.gatehouse.client.audit.send.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Requests to one service by HTTP/1.1, with a bearer token and JSON; for many threads.
 *
 * <p>A call blocks until there is an answer, or the time is over. No redirect is followed, so the token goes nowhere else. After a
 * 401 the token is read again, and where it is another one, the request is made once more. Failures are values.
 */
public final class ServiceCalls implements AutoCloseable {
    private static final int UNAUTHENTICATED = 401;

    private final URI address;
    private final Bearer bearer;
    private final CallLimits limits;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    /**
     * @param address of the service, without a path: {@code https://config.example}
     * @param plain whether {@code http} may go to another machine than this one
     * @throws IllegalArgumentException the address is not one, or its scheme is not allowed
     */
    public ServiceCalls(URI address, boolean plain, TokenSource tokens, CallLimits limits) {
        this.address = ReceiverAddress.of(address, plain);
        this.bearer = new Bearer(tokens);
        this.limits = limits;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .executor(workers)
                .build();
    }

    /**
     * Reads.
     *
     * @param target path and query, percent-encoded
     * @param wait what the service is asked to wait before it answers
     */
    public Reply get(String target, Map<String, String> headers, Duration wait) throws InterruptedException {
        HttpRequest.Builder request = request(target).GET();
        headers.forEach(request::setHeader);
        return authorized(request, limits.read().plus(wait));
    }

    /** Sends JSON. */
    public Reply post(String target, byte[] json) throws InterruptedException {
        return post(target, json, limits.read());
    }

    /** Sends JSON, and waits no longer than that. */
    public Reply post(String target, byte[] json, Duration longest) throws InterruptedException {
        HttpRequest.Builder request =
                request(target).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(json));
        return authorized(request, longest);
    }

    /** Ends its connections; a call that waits for an answer gets none. */
    @Override
    public void close() {
        http.shutdownNow();
        workers.shutdownNow();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(address.resolve(target)).header("Accept", "application/json");
    }

    private Reply authorized(HttpRequest.Builder request, Duration longest) throws InterruptedException {
        Optional<String> token = bearer.token();
        if (token.isEmpty()) {
            return new Reply.Unanswered(new Failure.Refusal("token-unreadable"));
        }
        Reply reply = send(request, token.get(), longest);
        if (!(reply instanceof Reply.Answered answered && answered.status() == UNAUTHENTICATED)) {
            return reply;
        }
        Optional<String> another = bearer.another(token);
        return another.isPresent() ? send(request, another.get(), longest) : reply;
    }

    /** Not by sendAsync: that completes on the common pool, which an application may keep busy. */
    private Reply send(HttpRequest.Builder request, String token, Duration longest) throws InterruptedException {
        HttpRequest whole =
                request.setHeader("Authorization", "Bearer " + token).build();
        Future<HttpResponse<byte[]>> pending;
        try {
            pending = workers.submit(
                    () -> http.send(whole, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.maxBytes())));
        } catch (RejectedExecutionException e) {
            return passing("closed");
        }
        try {
            return new Reply.Answered(pending.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return passing("timeout");
        } catch (ExecutionException e) {
            return failure(e);
        } finally {
            // Where it is not done, its connection is closed.
            pending.cancel(true);
        }
    }

    private static Reply failure(ExecutionException failed) {
        return switch (failed.getCause()) {
            case HttpTimeoutException ignored -> passing("timeout");
            case SSLException ignored -> passing("tls");
            case IOException ignored -> passing("connection");
            case null, default -> passing("unexpected");
        };
    }

    private static Reply passing(String reason) {
        return new Reply.Unanswered(new Failure.Passing(reason));
    }
}
