package dev.gatehouse.audit.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes what a webhook gets, on loopback, after it has answered 503 for as often as it is told. */
final class WebhookReceiver implements AutoCloseable {
    private static final byte[] KEY = "a secret of thirty-two characters".getBytes(UTF_8);

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::take);
        server.start();
    }

    /**
     * A request.
     *
     * @param signed whether its signature is that of its id, time and body
     */
    record Received(String id, String body, boolean signed) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    static String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(KEY);
    }

    void refuseNext(int requests) {
        refusals.set(requests);
    }

    /** Waits for the next request that it took. */
    Received next() throws InterruptedException {
        Received next = received.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("nothing was received");
        }
        return next;
    }

    /** How many it took that nobody has asked for. */
    int waiting() {
        return received.size();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refused) {
                received.add(received(exchange, body));
            }
            exchange.sendResponseHeaders(refused ? 503 : 204, -1);
        }
    }

    private static Received received(HttpExchange exchange, byte[] body) {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
        String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
        return new Received(id, new String(body, UTF_8), ("v1," + sign(id + "." + time + ".", body)).equals(signature));
    }

    private static String sign(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            mac.update(head.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
