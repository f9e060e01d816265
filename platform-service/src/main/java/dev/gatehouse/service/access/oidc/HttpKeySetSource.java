package dev.gatehouse.service.access.oidc;

import dev.gatehouse.service.failure.StoreException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches an issuer's keys over HTTPS: no redirects, a bounded time, and a bounded answer. */
public final class HttpKeySetSource implements KeySetSource, AutoCloseable {
    /** Bytes of a key set; a key has about 500, a provider a handful of keys. */
    static final int MAX_BYTES = 262_144;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI address;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param plainLoopback whether {@code http} is allowed to this machine itself; for local mode
     * @param timeout for a connection, and for the whole answer
     * @throws IllegalArgumentException the address is not {@code https}, nor such an exception
     */
    public HttpKeySetSource(URI address, boolean plainLoopback, Duration timeout) {
        if (!allowed(address, plainLoopback)) {
            throw new IllegalArgumentException("the address of an issuer's keys must be an https one: " + address);
        }
        this.address = address;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public String fetch() {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // A request's own timeout ends with the headers; this one includes the body.
            HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw unavailable(new IllegalStateException("status " + response.statusCode()));
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException | ExecutionException failed) {
            throw unavailable(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable(stopping);
        } finally {
            pending.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static boolean allowed(URI address, boolean plainLoopback) {
        if (address.getHost() == null || address.getUserInfo() != null) {
            return false;
        }
        return "https".equals(address.getScheme())
                || (plainLoopback && "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost()));
    }

    private StoreException.Unavailable unavailable(Exception cause) {
        return new StoreException.Unavailable("the issuer's keys can't be fetched from " + address, cause);
    }
}
