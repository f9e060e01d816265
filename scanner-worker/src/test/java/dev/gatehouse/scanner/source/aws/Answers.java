package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

/** A server that answers each request as a test says. */
final class Answers implements AutoCloseable {
    private final HttpServer server;

    /** What a test does with a request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    Answers(Answer answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", answer::to);
        server.start();
    }

    /** Refuses everything, in the words of AWS's JSON protocols. */
    static Answers denying() {
        return new Answers(exchange -> {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "AccessDeniedException");
            send(exchange, 400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}");
        });
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
