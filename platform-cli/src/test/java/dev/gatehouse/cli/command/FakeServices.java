package dev.gatehouse.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The three services at once: what a test has said is answered, and what was asked is remembered. */
final class FakeServices implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final Set<String> stalls = new HashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private FakeServices(HttpServer server) {
        this.server = server;
    }

    /** An answer. */
    private record Reply(int status, String type, ByteBuffer body, Map<String, String> headers) {}

    /** A request. */
    record Asked(String line, String body, String authorization, String ifNoneMatch, String accept) {}

    static FakeServices start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeServices fake = new FakeServices(server);
        server.createContext("/", fake::handle);
        server.setExecutor(fake.threads);
        server.start();
        return fake;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers a request, such as {@code GET /v1/secrets?limit=100}; the last answer to it holds for ever. */
    FakeServices on(String line, int status, String body) {
        String type = status < 300 ? "application/json" : "application/problem+json";
        return reply(line, new Reply(status, type, bytes(body), Map.of()));
    }

    FakeServices on(String line, String body) {
        return on(line, 200, body);
    }

    FakeServices onBytes(String line, byte[] body, Map<String, String> headers) {
        return reply(line, new Reply(200, "application/octet-stream", ByteBuffer.wrap(body), headers));
    }

    /** Begins an answer and does not go on before it is closed. */
    FakeServices stalling(String line) {
        stalls.add(line);
        return this;
    }

    private FakeServices reply(String line, Reply reply) {
        replies.computeIfAbsent(line, first -> new ArrayDeque<>()).add(reply);
        return this;
    }

    /** What was asked, in order. */
    List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    Asked last() {
        return asked.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(new Asked(
                    line,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    header(exchange, "Authorization"),
                    header(exchange, "If-None-Match"),
                    header(exchange, "Accept")));
            if (stalls.contains(line)) {
                stall(exchange);
                return;
            }
            Reply reply = next(line);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().array();
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private void stall(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 2);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    private synchronized Reply next(String line) {
        Deque<Reply> said = replies.getOrDefault(line, new ArrayDeque<>());
        if (said.isEmpty()) {
            String problem = "{\"title\":\"Not Found\",\"detail\":\"There is nothing here.\"}";
            return new Reply(404, "application/problem+json", bytes(problem), Map.of());
        }
        return said.size() > 1 ? said.removeFirst() : said.getFirst();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
