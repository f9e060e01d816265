package dev.gatehouse.config.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.service.process.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A client of server-sent events, as a test reads them. */
final class EventReader implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final HttpClient client = ServiceProcess.client();
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** One event; {@code data} as JSON. */
    record Event(String name, String id, JsonNode data) {}

    private EventReader(URI url, String token, UnaryOperator<HttpRequest.Builder> headers) {
        try {
            response = client.send(
                    headers.apply(HttpRequest.newBuilder(url)
                                    .header("Accept", "text/event-stream")
                                    .header("Authorization", "Bearer " + token))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    static EventReader open(URI url, String token) {
        return new EventReader(url, token, request -> request);
    }

    static EventReader openAfter(URI url, String token, String lastEventId) {
        return new EventReader(url, token, request -> request.header("Last-Event-ID", lastEventId));
    }

    int status() {
        return response.statusCode();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The next event; fails where none comes. */
    Event next() {
        return within(() -> {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came; the stream so far:\n" + text());
            }
            return event;
        });
    }

    /** Whether the server ended the stream. */
    boolean awaitEnd() {
        return within(() -> ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** All that came, comments too. */
    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String id = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, id, new ObjectMapper().readTree(line.substring(6))));
                }
            }
        } catch (IOException closed) {
            // Ended, one way or the other.
        } finally {
            ended.countDown();
        }
    }

    private interface Waiting<T> {
        T get() throws InterruptedException;
    }

    private static <T> T within(Waiting<T> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
