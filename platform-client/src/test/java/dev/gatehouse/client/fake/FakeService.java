package dev.gatehouse.client.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.client.http.CallLimits;
import dev.gatehouse.client.http.ServiceCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service behind HTTP, of the JDK's own. */
public final class FakeService implements AutoCloseable {
    public final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What it got. */
    public record Request(String method, String target, Map<String, String> headers, String body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /**
     * What it says.
     *
     * @param cut whether the connection ends in the middle of the body
     */
    public record Says(int status, String body, Map<String, String> headers, boolean cut) {
        public static Says of(int status) {
            return new Says(status, status == 304 ? "" : "{}", Map.of(), false);
        }

        public static Says of(int status, String body, Map<String, String> headers) {
            return new Says(status, body, headers, false);
        }

        public static Says cutOff(String body) {
            return new Says(200, body, Map.of(), true);
        }
    }

    /** Answers; an exception closes the connection without an answer. */
    public interface Answers {
        Says to(Request request) throws Exception;
    }

    public FakeService(Answers answers) {
        this(0, answers);
    }

    public FakeService(int port, Answers answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Calls of it with the token {@code gh_test}. */
    public ServiceCalls calls() {
        return new ServiceCalls(address(), false, () -> Optional.of("gh_test"), CallLimits.DEFAULT);
    }

    /** Calls of it that give up soon. */
    public ServiceCalls impatientCalls() {
        CallLimits limits = new CallLimits(Duration.ofSeconds(1), Duration.ofMillis(200), 1 << 20);
        return new ServiceCalls(address(), false, () -> Optional.of("gh_test"), limits);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, Answers answers) throws IOException {
        try (exchange) {
            Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            requests.add(request);
            Says says = answers.to(request);
            says.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = says.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(
                    says.status(), body.length == 0 ? -1 : says.cut() ? body.length * 2L : body.length);
            exchange.getResponseBody().write(body);
        } catch (Exception gone) {
            throw new IOException(gone);
        }
    }
}
