package dev.gatehouse.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.settings.BearerToken;
import dev.gatehouse.cli.shell.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A service's API. What can't be answered is a {@link Failure} that says what, where and what to do: negative for what is not
 * there, refused for all else. Redirects are not followed: the token is for this address.
 */
public final class ServiceClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int FIRST_ERROR = 300;
    private static final int NOT_FOUND = 404;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_PROBLEM_BYTES = 64 << 10;
    private static final int MOST_PAGES = 2_000;

    private final String service;
    private final URI address;
    private final Optional<BearerToken> token;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * A client of a service.
     *
     * @param service its name, for messages
     * @param timeout how long an answer may take; of a stream its beginning
     */
    public ServiceClient(String service, URI address, Optional<BearerToken> token, Duration timeout) {
        this.service = service;
        this.address = address;
        this.token = token;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** What stands there, as JSON. */
    public JsonNode get(Address path) {
        return json("GET", path, Body.NONE, Header.NONE);
    }

    /** What stands there; empty where nothing does. */
    public Optional<JsonNode> find(Address path) {
        try (Answer answer = send("GET", path, Body.NONE, Header.NONE, this::whole)) {
            return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(json(answer, "GET", path));
        }
    }

    /** What a request with a body is answered. */
    public JsonNode send(String method, Address path, JsonNode body) {
        return json(method, path, Body.of(body), Header.NONE);
    }

    /** The same with a header. */
    public JsonNode send(String method, Address path, JsonNode body, Header header) {
        return json(method, path, Body.of(body), header);
    }

    /** All objects of a listing, page by page, at most so many. */
    public List<JsonNode> all(Address path, String field, int most) {
        List<JsonNode> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = get(path.with("cursor", cursor));
            for (JsonNode item : answer.path(field)) {
                if (found.size() == most) {
                    return found;
                }
                found.add(item);
            }
            cursor = Optional.ofNullable(answer.path("next").textValue());
            if (cursor.isEmpty() || found.size() == most) {
                return found;
            }
        }
        throw Failure.refused(service + " at " + address + " gives pages without end for " + path.path());
    }

    /** The bytes that stand there. */
    public byte[] bytes(Address path) {
        try (Answer answer = send("GET", path, Body.NONE, Header.NONE, this::whole)) {
            return accepted(answer, "GET", path).bytes(MOST_BYTES);
        }
    }

    /** What stands there as a stream, whose end may be far: the time is of its beginning. */
    public Answer open(Address path, Header header) {
        return accepted(send("GET", path, Body.NONE, header, this::begun), "GET", path);
    }

    /** Whether a path answers well, without a word about why not. */
    public boolean isWell(Address path) {
        try (Answer answer = send("GET", path, Body.NONE, Header.NONE, this::whole)) {
            return answer.status() == OK;
        } catch (Failure away) {
            return false;
        }
    }

    private JsonNode json(String method, Address path, Body body, Header header) {
        try (Answer answer = send(method, path, body, header, this::whole)) {
            return json(answer, method, path);
        }
    }

    private JsonNode json(Answer answer, String method, Address path) {
        byte[] bytes = accepted(answer, method, path).bytes(MOST_BYTES);
        if (bytes.length == 0) {
            return Json.object();
        }
        return Json.read(bytes)
                .orElseThrow(() -> Failure.refused(service + " at " + address + " answered " + method + " "
                        + path.path() + " with something that is no JSON: does the address belong to it?"));
    }

    private Answer accepted(Answer answer, String method, Address path) {
        if (answer.status() < FIRST_ERROR) {
            return answer;
        }
        try (answer) {
            Problem problem = Problem.of(answer.status(), answer.bytes(MOST_PROBLEM_BYTES));
            if (answer.status() == NOT_FOUND) {
                throw Failure.negative("not found by " + service + " at " + address + ": " + path.path()
                        + problem.detail().map(said -> ": " + said).orElse(""));
            }
            throw Failure.refused(service + " at " + address + " refused " + method + " " + path.path() + ": "
                    + problem.text() + ": " + advice(problem));
        }
    }

    private String advice(Problem problem) {
        boolean known = problem.status() == 401 && token.isPresent();
        return problem.advice()
                + (known ? "; this one is from " + token.orElseThrow().from() : "");
    }

    private Answer send(String method, Address path, Body body, Header header, Exchange exchange) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path.text()))
                .timeout(timeout)
                .header("Accept", header.accept())
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body.bytes()));
        token.ifPresent(bearer -> request.header("Authorization", bearer.header()));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        header.more().forEach(request::header);
        return exchanged(request.build(), path, exchange);
    }

    /** Sends a request. */
    private interface Exchange {
        Answer send(HttpRequest request) throws IOException, InterruptedException;
    }

    private Answer exchanged(HttpRequest request, Address path, Exchange exchange) {
        try {
            return exchange.send(request);
        } catch (HttpTimeoutException e) {
            throw Failure.refused(service + " at " + address + " did not answer " + path.path() + " in "
                    + timeout.toMillis() + " ms: --timeout gives it longer");
        } catch (IOException e) {
            throw Failure.refused(service + " at " + address + " can't be reached ("
                    + e.getClass().getSimpleName() + "): is it running, and is that its address?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.refused("interrupted");
        }
    }

    /** An answer whose head is here. */
    private Answer begun(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        return new Answer(response.statusCode(), response.headers(), response.body(), this::broken);
    }

    /** An answer that is all here: the client's own timeout is of the head only. */
    private Answer whole(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            InputStream body = new ByteArrayInputStream(response.body());
            return new Answer(response.statusCode(), response.headers(), body, this::broken);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("its body takes too long");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e);
        }
    }

    private Failure broken() {
        return Failure.refused(service + " at " + address + " broke off its answer: try again");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
