package dev.gatehouse.audit.storage.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before moto and fails where it is told to: before a write is kept, or after, so that its answer is lost. It lets
 * one write through at a time, because moto looks at a condition and writes in two steps, where S3 does it in one.
 */
final class FlakyS3 implements AutoCloseable {
    /** When a write fails. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding", "date");

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private String part = "";
    private Moment moment = Moment.BEFORE;
    private int times;

    FlakyS3() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next writes of objects whose keys have such a part fail, so many times. */
    synchronized void fail(String keyPart, Moment when, int count) {
        part = keyPart;
        moment = when;
        times = count;
    }

    /** How many requests to read a part of an object came. */
    int reads() {
        return reads.get();
    }

    /** How often it has failed. */
    int failures() {
        return failures.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("PUT")) {
                write(exchange);
            } else {
                reads.addAndGet(exchange.getRequestHeaders().containsKey("Range") ? 1 : 0);
                answer(exchange, pass(exchange));
            }
        }
    }

    private synchronized void write(HttpExchange exchange) throws IOException {
        boolean failing = times > 0 && exchange.getRequestURI().getPath().contains(part);
        if (failing) {
            times--;
            failures.incrementAndGet();
        }
        if (failing && moment == Moment.BEFORE) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(500, -1);
            return;
        }
        HttpResponse<byte[]> answer = pass(exchange);
        if (failing) {
            exchange.sendResponseHeaders(500, -1);
        } else {
            answer(exchange, answer);
        }
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange) throws IOException {
        URI target = URI.create(Moto.endpoint() + exchange.getRequestURI().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            answer.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
        client.close();
    }
}
