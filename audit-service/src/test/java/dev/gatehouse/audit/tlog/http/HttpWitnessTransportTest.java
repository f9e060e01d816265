package dev.gatehouse.audit.tlog.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.audit.tlog.SignatureType;
import dev.gatehouse.audit.tlog.VerifierKey;
import dev.gatehouse.audit.tlog.Witness;
import dev.gatehouse.audit.tlog.WitnessAnswer;
import dev.gatehouse.audit.tlog.WitnessAnswer.Answered;
import dev.gatehouse.audit.tlog.WitnessAnswer.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWitnessTransportTest {
    private static final byte[] REQUEST = "old 0\n\n\u2014\n".getBytes(UTF_8);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private volatile HttpHandler handler = exchange -> answer(exchange, 200, "");

    @BeforeEach
    void starts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> handler.handle(exchange));
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
        client.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Witness witness(int port) {
        VerifierKey key = VerifierKey.of("w", SignatureType.COSIGNATURE, new byte[32]);
        return new Witness(key, URI.create("http://127.0.0.1:" + port + "/a/b"));
    }

    private WitnessAnswer ask(Duration timeout) {
        return new HttpWitnessTransport(client, timeout)
                .addCheckpoint(witness(server.getAddress().getPort()), REQUEST);
    }

    @Test
    void postsTheRequestBelowTheWitnessesAddress() {
        handler = exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            asked.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 409, "7\n");
        };

        WitnessAnswer answer = ask(LONG);

        assertThat(answer).isEqualTo(new Answered(409, "7\n"));
        assertThat(asked)
                .containsExactly("POST /a/b/add-checkpoint", "text/plain; charset=utf-8", new String(REQUEST, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, HttpWitnessTransport.MAX_ANSWER_BYTES})
    void readsAnAnswerUpToTheLimit(int length) {
        handler = exchange -> answer(exchange, 200, "x".repeat(length));

        assertThat(ask(LONG)).isEqualTo(new Answered(200, "x".repeat(length)));
    }

    @Test
    void readsNoLargerAnswer() {
        handler = exchange -> answer(exchange, 200, "x".repeat(HttpWitnessTransport.MAX_ANSWER_BYTES + 1));

        assertThat(ask(LONG)).isEqualTo(new Unreachable("no answer that can be read"));
    }

    @Test
    void followsNoRedirect() {
        handler = exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            asked.add(exchange.getRequestURI().toString());
            answer(exchange, 307, "");
        };

        assertThat(ask(LONG)).isEqualTo(new Answered(307, ""));
        assertThat(asked).containsExactly("/a/b/add-checkpoint");
    }

    @Test
    void waitsNoLongerThanTheTimeoutForAnAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WitnessAnswer answer =
                    new HttpWitnessTransport(client, SHORT).addCheckpoint(witness(silent.getLocalPort()), REQUEST);

            assertThat(answer).isEqualTo(new Unreachable("no answer in time"));
        }
    }

    @Test
    void waitsNoLongerThanTheTimeoutForABody() {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
        };

        assertThat(ask(SHORT)).isEqualTo(new Unreachable("no answer in time"));
    }

    @Test
    void saysThatNobodyListens() {
        server.stop(0);

        assertThat(ask(LONG)).isEqualTo(new Unreachable("no answer that can be read"));
    }
}
