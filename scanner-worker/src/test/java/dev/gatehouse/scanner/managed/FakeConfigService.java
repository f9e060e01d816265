package dev.gatehouse.scanner.managed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.client.managed.HandOverJson;
import dev.gatehouse.client.managed.ManagedKey;
import dev.gatehouse.client.managed.ManagedValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** config-service as the scanner sees it. */
public final class FakeConfigService implements AutoCloseable {
    public final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Reply reply;

    /** What it got. */
    public record Request(String line, String authorization, String body) {}

    /** What it says; an exception closes the connection. */
    public interface Reply {
        void to(HttpExchange exchange, Request request) throws Exception;
    }

    public FakeConfigService(Reply reply) {
        this.reply = reply;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void says(Reply other) {
        reply = other;
    }

    public static Reply status(int status, byte[] body) {
        return (exchange, request) -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Hands these over, or says that they are the same. */
    public static Reply handsOver(HandOver handOver) {
        byte[] body = HandOverJson.write(handOver);
        return (exchange, request) -> {
            boolean same = request.body().contains("\"" + handOver.set() + "\"");
            status(same ? 204 : 200, same ? new byte[0] : body).to(exchange, request);
        };
    }

    /** A handing-over of one value for each owner, under a new key. */
    public static HandOver of(String set, String owner, String version, String... values) {
        ManagedKey key = ManagedKey.random(new SecureRandom());
        List<ManagedValue> made = java.util.stream.IntStream.range(0, values.length)
                .mapToObj(i -> ManagedValue.of(
                        key, i == 0 ? owner : owner + i, version, List.of("AWSCURRENT"), values[i].getBytes(UTF_8)))
                .toList();
        return new HandOver(set, key, made, List.of(), List.of());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            requests.add(request);
            reply.to(exchange, request);
        } catch (Exception gone) {
            throw new IOException(gone);
        }
    }
}
