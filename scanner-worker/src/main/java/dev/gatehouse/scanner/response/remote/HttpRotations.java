package dev.gatehouse.scanner.response.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.client.audit.send.ReceiverAddress;
import dev.gatehouse.client.audit.send.TokenSource;
import dev.gatehouse.scanner.response.Rotations;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * config-service by HTTP/1.1: {@code POST /v1/secrets/{name}:rotate} and {@code GET /v1/secrets/{name}:rotation}, JSON, a bearer token
 * that is read each time. What a caller can do nothing about by waiting is refused; everything else is away. No redirect is followed,
 * and no answer is repeated.
 */
public final class HttpRotations implements Rotations, AutoCloseable {
    /** Bytes that are read of an answer: twenty rotations. */
    static final int MAX_ANSWER = 1 << 20;

    private static final Set<Integer> NEVER = Set.of(400, 404, 405, 413, 415, 422);
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final TokenSource tokens;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param address of config-service, without a path
     * @param plain whether {@code http} may go to another machine than this one
     * @param timeout for a connection, and for a whole request
     * @throws IllegalArgumentException the address is not one, or its scheme is not allowed
     */
    public HttpRotations(URI address, boolean plain, TokenSource tokens, Duration timeout) {
        this.address = ReceiverAddress.of(address, plain);
        this.tokens = tokens;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Answer rotate(String secret, String reason, Optional<String> compromised) {
        var body = JSON.createObjectNode().put("reason", reason);
        compromised.ifPresent(version -> body.put("compromised", version));
        return ask(
                secret,
                ":rotate",
                request -> request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    @Override
    public Answer look(String secret) {
        return ask(secret, ":rotation", HttpRequest.Builder::GET);
    }

    /** Ends its connections. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private interface Method {
        HttpRequest.Builder on(HttpRequest.Builder request);
    }

    private Answer ask(String secret, String verb, Method method) {
        Optional<String> token =
                tokens.read().filter(text -> TOKEN.matcher(text).matches());
        if (token.isEmpty()) {
            return new Away("token-unreadable");
        }
        HttpRequest request = method.on(HttpRequest.newBuilder(address.resolve(path(secret) + verb))
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + token.get()))
                .build();
        return send(request);
    }

    private static String path(String secret) {
        return Arrays.stream(secret.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/v1/secrets/", ""));
    }

    private Answer send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            return meaning(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Away("timeout");
        } catch (ExecutionException e) {
            return away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Away("interrupted");
        } finally {
            // Where it is not done, its connection is closed.
            pending.cancel(true);
        }
    }

    private static Answer meaning(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200 || status == 202) {
            return RotationJson.read(response.body())
                    .<Answer>map(Known::new)
                    .orElseGet(() -> new Away("malformed-answer"));
        }
        return NEVER.contains(status) ? new Refused("http-" + status) : new Away("http-" + status);
    }

    /** An answer that is too large ends as a connection does. */
    private static Away away(ExecutionException failed) {
        return switch (failed.getCause()) {
            case HttpTimeoutException ignored -> new Away("timeout");
            case SSLException ignored -> new Away("tls");
            case IOException ignored -> new Away("connection");
            case null, default -> new Away("unexpected");
        };
    }
}
