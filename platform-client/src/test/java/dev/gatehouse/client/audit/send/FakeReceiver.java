package dev.gatehouse.client.audit.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A receiver behind HTTP, of the JDK's own. */
final class FakeReceiver implements AutoCloseable {
    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What it got. */
    record Request(String method, String path, Headers headers, List<AuditEvent> events) {
        List<String> uids() {
            return events.stream().map(AuditEvent::uid).toList();
        }
    }

    /** What it says. */
    record Reply(int status, String body, Consumer<Headers> headers) {
        Reply(int status) {
            this(status, "{}", h -> {});
        }

        Reply(int status, String body) {
            this(status, body, h -> {});
        }
    }

    /** Answers; an exception closes the connection without an answer. */
    interface Replies {
        Reply to(Request request) throws Exception;
    }

    FakeReceiver(Replies replies) {
        this(0, replies);
    }

    FakeReceiver(int port, Replies replies) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, replies));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, Replies replies) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    events(exchange));
            requests.add(request);
            Reply reply = replies.to(request);
            reply.headers().accept(exchange.getResponseHeaders());
            byte[] body = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (Exception gone) {
            throw new IOException(gone);
        }
    }

    private static List<AuditEvent> events(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream raw = exchange.getRequestBody();
        try (InputStream in = gzip ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> new AuditEventCodec().decode(line.getBytes(UTF_8)))
                    .toList();
        }
    }
}
