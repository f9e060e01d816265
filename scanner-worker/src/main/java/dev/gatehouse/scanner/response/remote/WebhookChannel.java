package dev.gatehouse.scanner.response.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.scanner.response.NoticeChannel;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Posts notices to a webhook, in the form of Standard Webhooks, signed as audit-service signs its detections: the body is {@code
 * {"type": "gatehouse.response", "timestamp", "data": <the notice>}}, and the headers are {@code webhook-id} (the notice's id), {@code
 * webhook-timestamp} (seconds, when it was sent) and {@code webhook-signature}.
 *
 * <p>Every 2xx is a delivery. 400, 413, 415 and 422 say that this notice will never be taken; everything else, a redirect too, which is
 * not followed, is tried again. Of an answer only status and {@code Retry-After} are read.
 */
public final class WebhookChannel implements NoticeChannel, AutoCloseable {
    private static final Set<Integer> NEVER = Set.of(400, 413, 415, 422);
    private static final int MAX_DIGITS = 6;

    private final WebhookTarget target;
    private final WebhookSecret secret;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpClient client;

    /** @param timeout for connecting, and for the whole answer */
    public WebhookChannel(WebhookTarget target, WebhookSecret secret, Duration timeout, InstantSource clock) {
        this.target = target;
        this.secret = secret;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Outcome deliver(Notice notice) {
        try {
            return outcome(client.send(request(notice), HttpResponse.BodyHandlers.discarding()));
        } catch (IOException e) {
            return new Later(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Later(Optional.empty());
        }
    }

    private HttpRequest request(Notice notice) {
        long now = clock.instant().getEpochSecond();
        byte[] body = ("{\"type\":\"gatehouse.response\",\"timestamp\":\"" + notice.at() + "\",\"data\":"
                        + notice.json() + "}")
                .getBytes(UTF_8);
        return HttpRequest.newBuilder(target.uri())
                .timeout(timeout)
                .header("content-type", "application/json")
                .header("webhook-id", notice.id())
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", secret.sign(notice.id(), now, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Outcome outcome(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Delivered();
        }
        return NEVER.contains(status) ? new Never() : new Later(retryAfter(response));
    }

    private static Optional<Duration> retryAfter(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(text -> !text.isEmpty() && text.length() <= MAX_DIGITS)
                .filter(text -> text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    @Override
    public void close() {
        client.close();
    }
}
