package dev.gatehouse.service.access.aws;

import dev.gatehouse.service.access.CallerIdentity;
import dev.gatehouse.service.access.CallerIdentityClient;
import dev.gatehouse.service.access.PresignedIdentity;
import dev.gatehouse.service.access.PresignedRules;
import dev.gatehouse.service.failure.StoreException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks STS over HTTP. It follows no redirect, waits for a bounded time, reads a bounded answer, and sends nothing but
 * the checked query and the header that binds it to this service.
 */
public final class HttpCallerIdentityClient implements CallerIdentityClient, AutoCloseable {
    /** Bytes of an answer; STS's own have about 500. */
    static final int MAX_BYTES = 16_384;

    private static final Pattern SERVER_ID = Pattern.compile("[A-Za-z0-9.:/_-]{1,128}");

    private final String serverId;
    private final Optional<URI> endpoint;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param serverId what callers sign as this service's name; different for each environment, so that a request made
     *     for one is worth nothing at another
     * @param endpoint where to send the requests instead of to their host, without a path, for a private endpoint or a
     *     test
     * @param timeout for a connection, and for the whole answer
     */
    public HttpCallerIdentityClient(String serverId, Optional<URI> endpoint, Duration timeout) {
        if (!SERVER_ID.matcher(serverId).matches()) {
            throw new IllegalArgumentException("the server id must have 1 to 128 of A-Z a-z 0-9 . : / _ -");
        }
        this.serverId = serverId;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Optional<CallerIdentity> identify(PresignedIdentity request) {
        HttpResponse<byte[]> response = send(request);
        return switch (response.statusCode()) {
            case 200 ->
                Optional.of(CallerIdentityXml.read(response.body())
                        .orElseThrow(() -> unavailable("an answer that is not GetCallerIdentity's")));
            case 400, 401, 403 -> {
                if (CallerIdentityXml.throttled(response.body())) {
                    throw unavailable("throttling");
                }
                yield Optional.empty();
            }
            default -> throw unavailable("status " + response.statusCode());
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpResponse<byte[]> send(PresignedIdentity request) {
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(httpRequest(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // A request's own timeout ends with the headers; this one includes the body.
            return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw unavailable("nothing within " + timeout);
        } catch (ExecutionException broken) {
            // Without the failure as a cause: it could quote the request.
            throw unavailable("no connection, or an answer that is broken or too long");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable("an interrupt");
        } finally {
            pending.cancel(true);
        }
    }

    private HttpRequest httpRequest(PresignedIdentity request) {
        String base = endpoint.map(URI::toString).orElse("https://" + request.host());
        return HttpRequest.newBuilder(URI.create(base + "/?" + request.query()))
                .header(PresignedRules.SERVER_HEADER, serverId)
                .header("Accept", "application/xml")
                .GET()
                .build();
    }

    private static StoreException.Unavailable unavailable(String answer) {
        return new StoreException.Unavailable(
                "STS did not say who is calling: " + answer, new IllegalStateException(answer));
    }
}
