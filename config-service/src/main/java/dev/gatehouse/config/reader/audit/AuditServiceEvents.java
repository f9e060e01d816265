package dev.gatehouse.config.reader.audit;

import dev.gatehouse.client.audit.send.ReceiverAddress;
import dev.gatehouse.client.audit.send.TokenSource;
import dev.gatehouse.config.reader.LogUnavailable;
import dev.gatehouse.config.reader.ReadEvent;
import dev.gatehouse.config.reader.ReadEvents;
import dev.gatehouse.config.secret.SecretName;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * audit-service by HTTP/1.1: {@code GET <address>/v1/events}, page by page, with a bearer token that is read each time. Its
 * holder must be allowed to read the source {@code config-service}. No redirect is followed.
 */
public final class AuditServiceEvents implements ReadEvents, AutoCloseable {
    private static final int PAGE = 1_000;
    /** What can stand in a header; anything else is no token. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private final URI address;
    private final TokenSource tokens;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param address of audit-service, without a path
     * @param plain whether {@code http} may go to another machine than this one
     * @param timeout for a connection, and for a whole page
     * @throws IllegalArgumentException the address is not one, or its scheme is not allowed
     */
    public AuditServiceEvents(URI address, boolean plain, TokenSource tokens, Duration timeout) {
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
    public boolean each(SecretName name, Instant since, int limit, Consumer<ReadEvent> event) {
        String question = "/v1/events?source=config-service&action=secret%3Aread&outcome=success&order=newest&resource="
                + encoded("secret:/" + name.value()) + "&from=" + encoded(since.toString());
        Optional<String> cursor = Optional.empty();
        boolean current = true;
        int left = limit;
        while (left > 0) {
            String next = cursor.map(text -> "&cursor=" + encoded(text)).orElse("");
            EventsPage page = page(question + "&limit=" + Math.min(left, PAGE) + next);
            page.events().forEach(event);
            current &= page.current();
            left -= page.events().size();
            cursor = page.next();
            if (cursor.isEmpty()) {
                return current;
            }
        }
        return false;
    }

    private EventsPage page(String question) {
        String token = tokens.read()
                .filter(text -> TOKEN.matcher(text).matches())
                .orElseThrow(() -> new LogUnavailable("the token for audit-service can't be read"));
        HttpRequest request = HttpRequest.newBuilder(address.resolve(question))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<byte[]> response = answer(request);
        if (response.statusCode() != 200) {
            throw new LogUnavailable("audit-service answered with status " + response.statusCode());
        }
        return EventsPage.read(response.body());
    }

    private HttpResponse<byte[]> answer(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), EventsPage.MAX_BYTES));
        try {
            return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LogUnavailable("audit-service did not answer in time");
        } catch (ExecutionException e) {
            throw new LogUnavailable(
                    e.getCause() instanceof IOException
                            ? "there is no connection to audit-service"
                            : "audit-service could not be asked");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("the question was given up");
        } finally {
            // Where it is not done, its connection is closed.
            pending.cancel(true);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Ends its connections. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
