package dev.gatehouse.audit.it;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of server-sent events, as a test reads them. */
final class EventReader implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final HttpClient client = ServiceProcess.client();
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch alive = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** One event. */
    record Event(String id, JsonNode data) {
        String uid() {
            return data.path("uid").asText();
        }
    }

    /** Opens a stream; the header is {@code Last-Event-ID}, and empty where there is none. */
    EventReader(URI url, String token, String lastEventId) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Authorization", "Bearer " + token);
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    int status() {
        return response.statusCode();
    }

    /** The next event; fails where none comes. */
    Event next() {
        return within(() -> {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came");
            }
            return event;
        });
    }

    /** Whether a heartbeat came. */
    boolean awaitHeartbeat() {
        return within(() -> alive.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Whether the server ended the stream. */
    boolean awaitEnd() {
        return within(() -> ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, new ObjectMapper().readTree(line.substring(6))));
                } else if (line.startsWith(": alive")) {
                    alive.countDown();
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
