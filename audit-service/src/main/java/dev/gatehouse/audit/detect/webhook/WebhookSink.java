package dev.gatehouse.audit.detect.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.detect.DetectionSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Posts detections to a webhook, in the form of Standard Webhooks: the body is {@code {"type": "gatehouse.detection",
 * "timestamp", "data": <the detection>}}, and the headers are {@code webhook-id} (the detection's uid),
 * {@code webhook-timestamp} (seconds, when it was sent) and {@code webhook-signature}.
 *
 * <p>Every 2xx is a delivery. 400, 413, 415 and 422 say that this message will never be taken; everything else, a
 * redirect too, which is not followed, is tried again. Of an answer only status and {@code Retry-After} are read.
 */
public final class WebhookSink implements DetectionSink, AutoCloseable {
    private static final Set<Integer> NEVER = Set.of(400, 413, 415, 422);
    private static final int MAX_DIGITS = 6;

    private final WebhookTarget target;
    private final WebhookSecret secret;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpClient client;

    /** @param timeout for connecting, and for the whole answer */
    public WebhookSink(WebhookTarget target, WebhookSecret secret, Duration timeout, InstantSource clock) {
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
    public Outcome deliver(Message message) {
        try {
            return outcome(client.send(request(message), HttpResponse.BodyHandlers.discarding()));
        } catch (IOException e) {
            return new Later(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Later(Optional.empty());
        }
    }

    private HttpRequest request(Message message) {
        long now = clock.instant().getEpochSecond();
        byte[] body = body(message);
        return HttpRequest.newBuilder(target.uri())
                .timeout(timeout)
                .header("content-type", "application/json")
                .header("webhook-id", message.uid())
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", secret.sign(message.uid(), now, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] body(Message message) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(message.json().length() + 128);
        body.writeBytes(("{\"type\":\"gatehouse.detection\",\"timestamp\":\"" + message.time() + "\",\"data\":")
                .getBytes(UTF_8));
        body.write(
                message.json().array(), message.json().offset(), message.json().length());
        body.write('}');
        return body.toByteArray();
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
