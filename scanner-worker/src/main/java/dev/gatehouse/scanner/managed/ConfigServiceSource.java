package dev.gatehouse.scanner.managed;

import dev.gatehouse.client.audit.send.ReceiverAddress;
import dev.gatehouse.client.audit.send.TokenSource;
import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.client.managed.HandOverJson;
import dev.gatehouse.client.managed.MalformedHandOver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * config-service by HTTP/1.1: {@code POST <address>/v1/secret-fingerprints}, JSON, a bearer token that is read each time. 200 has
 * a handing-over, 204 says that the set is still the one that was named; anything else is a failure, and no redirect is followed.
 */
public final class ConfigServiceSource implements FingerprintSource, AutoCloseable {
    /** Bytes that are read of an answer: some 60,000 values. */
    static final int MAX_ANSWER = 16 << 20;

    private static final String PATH = "/v1/secret-fingerprints";
    /** What can stand in a header; anything else is no token. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private final URI address;
    private final TokenSource tokens;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param address of config-service, without the path
     * @param plain whether {@code http} may go to another machine than this one
     * @param timeout for a connection, and for a whole request
     * @throws IllegalArgumentException the address is not one, or its scheme is not allowed
     */
    public ConfigServiceSource(URI address, boolean plain, TokenSource tokens, Duration timeout) {
        this.address = ReceiverAddress.of(address, plain).resolve(PATH);
        this.tokens = tokens;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Fetched fetch(Optional<String> unless) throws InterruptedException {
        Optional<String> token =
                tokens.read().filter(text -> TOKEN.matcher(text).matches());
        return token.isPresent()
                ? post(request(token.get(), unless.filter(HandOver::isSet)))
                : new Fetched.Failed("token-unreadable");
    }

    /** Ends its connections. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest request(String token, Optional<String> unless) {
        // A set's name has nothing that JSON would escape.
        String body = unless.map(set -> "{\"unless\":\"" + set + "\"}").orElse("{}");
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private Fetched post(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            return meaning(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Fetched.Failed("timeout");
        } catch (ExecutionException e) {
            return failure(e);
        } finally {
            // Where it is not done, its connection is closed.
            pending.cancel(true);
        }
    }

    private static Fetched meaning(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> taken(response.body());
            case 204 -> new Fetched.Same();
            default -> new Fetched.Failed("http-" + response.statusCode());
        };
    }

    private static Fetched taken(byte[] body) {
        try {
            return new Fetched.Taken(HandOverJson.read(body));
        } catch (MalformedHandOver e) {
            return new Fetched.Failed("malformed-answer");
        }
    }

    /** An answer that is too large ends as a connection does. */
    private static Fetched failure(ExecutionException failed) {
        return switch (failed.getCause()) {
            case HttpTimeoutException ignored -> new Fetched.Failed("timeout");
            case SSLException ignored -> new Fetched.Failed("tls");
            case IOException ignored -> new Fetched.Failed("connection");
            case null, default -> new Fetched.Failed("unexpected");
        };
    }
}
