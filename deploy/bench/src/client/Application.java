package bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.event.ClientEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** An application with a client that is opened as in production, against a server on the loopback address that never changes its mind. */
final class Application implements AutoCloseable {
    static final String SECRET = "aurora/dev/bench";
    private static final String ON_OFF = "\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"on\"";

    private final int keys;
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;
    private final Gatehouse gatehouse;

    /** @param keys how many: text, whole numbers and durations in turn */
    Application(int keys) {
        this.keys = keys;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        gatehouse = Gatehouse.of("dev", "bench")
                .configService(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .tokens(() -> Optional.of("gh_bench"))
                .project("aurora")
                .events(ClientEvents.NONE)
                .open();
        gatehouse.secrets().get(SECRET).close();
        while (gatehouse.flags().age().isZero()) {
            Thread.onSpinWait();
        }
    }

    static String key(int i) {
        return "group-" + i % 100 + ".part.setting-" + i;
    }

    static String value(int i) {
        return switch (i % 3) {
            case 0 -> "value number " + i;
            case 1 -> Integer.toString(100_000 + i);
            default -> i + "s";
        };
    }

    Gatehouse gatehouse() {
        return gatehouse;
    }

    /** What a client with so many keys is given, as an application would hold it by itself; made anew. */
    static Map<String, String> values(int keys) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keys; i++) {
            values.put(key(i), value(i));
        }
        return values;
    }

    @Override
    public void close() {
        gatehouse.close();
        over.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            if (target.contains("?wait=")) {
                over.await();
            }
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            byte[] body = body(target).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String body(String target) {
        if (target.startsWith("/v1/config/")) {
            StringBuilder json = new StringBuilder("{\"environment\":\"dev\",\"application\":\"bench\",\"values\":{");
            for (int i = 0; i < keys; i++) {
                json.append(i == 0 ? "" : ",").append('"').append(key(i)).append("\":\"").append(value(i)).append('"');
            }
            return json.append("}}").toString();
        }
        if (target.startsWith("/v1/parameters/")) {
            return "{\"parameters\":[" + flag("plain", "{" + ON_OFF + "}") + ","
                    + flag("share", "{" + ON_OFF + ",\"targeting\":{\"fractional\":[[\"on\",25],[\"off\",75]]}}") + "]}";
        }
        return target.startsWith("/v1/secrets/")
                ? "{\"secrets\":[{\"requested\":\"" + SECRET
                        + "\",\"outcome\":\"found\",\"version\":\"V1\",\"value\":\"0123456789abcdef0123456789abcdef\"}]}"
                : "{\"refresh\":[],\"reportAgainWithin\":\"PT5M\"}";
    }

    private static String flag(String name, String definition) {
        return "{\"path\":\"/aurora/dev/features/" + name + "\",\"value\":\"" + definition.replace("\"", "\\\"") + "\"}";
    }
}
