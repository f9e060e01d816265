package dev.gatehouse.config.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What config-service sees of audit-service: it takes events, or answers with a status that a test sets. */
final class AuditServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 201;
    private volatile String token;

    AuditServer(String token) {
        this.token = token;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/v1/events", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(int next) {
        status = next;
    }

    void wants(String next) {
        token = next;
    }

    /** The events that it took, in order. */
    List<JsonNode> taken() {
        return taken;
    }

    List<String> actions() {
        return taken.stream().map(event -> event.get("action").textValue()).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean known =
                    ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            int answer = known ? status : 401;
            if (answer == 201) {
                for (String line : body.lines().toList()) {
                    taken.add(JSON.readTree(line));
                }
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }
}
