package dev.gatehouse.config.reader.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.config.reader.LogUnavailable;
import dev.gatehouse.config.reader.ReadEvent;
import dev.gatehouse.config.secret.SecretName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditServiceEventsTest {
    private static final String CANARY = "canary-77ab";
    private static final SecretName NAME = new SecretName("demo/dev/open ai".replace(' ', '-'));
    private static final Instant SINCE = Instant.parse("2026-03-01T00:00:00Z");
    private static final String EVENT = """
            {"index":4,"source":"config-service","actor":"token/coder","action":"secret:read","time":"2026-03-01T10:00:00Z",
             "outcome":"success","resources":["secret:/demo/dev/open-ai"],
             "ocsf":{"resources":[{"uid":"secret:/demo/dev/open-ai","version":"v-1"}],"src_endpoint":{"ip":"10.0.0.1"}}}""";

    private final Deque<String> pages = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<ReadEvent> told = new ArrayList<>();
    private Optional<String> token = Optional.of("gh_reader");
    private int status = 200;
    private HttpServer server;
    private AuditServiceEvents events;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        events = new AuditServiceEvents(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                false,
                () -> token,
                Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        events.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + exchange.getRequestURI());
        byte[] body = pages.isEmpty() ? new byte[0] : pages.remove().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private boolean each(int limit) {
        return events.each(NAME, SINCE, limit, told::add);
    }

    @Test
    void tellsOfEachReading() {
        pages.add("{\"events\":[" + EVENT + "],\"current\":true}");

        boolean complete = each(10);

        assertThat(complete).isTrue();
        assertThat(told)
                .containsExactly(new ReadEvent(
                        "token/coder",
                        Optional.of("v-1"),
                        Instant.parse("2026-03-01T10:00:00Z"),
                        Optional.of("10.0.0.1")));
        assertThat(asked)
                .containsExactly(
                        "Bearer gh_reader /v1/events?source=config-service&action=secret%3Aread&outcome=success"
                                + "&order=newest&resource=secret%3A%2Fdemo%2Fdev%2Fopen-ai&from=2026-03-01T00%3A00%3A00Z&limit=10");
    }

    @Test
    void followsTheCursorUntilThereIsNoMore() {
        pages.add("{\"events\":[" + EVENT + "],\"next\":\"c/1\",\"current\":true}");
        pages.add("{\"events\":[" + EVENT + "],\"current\":true}");

        assertThat(each(10)).isTrue();

        assertThat(told).hasSize(2);
        assertThat(asked.getLast()).endsWith("&limit=9&cursor=c%2F1");
    }

    @Test
    void stopsAtTheLimitAndSaysThatThereIsMore() {
        pages.add("{\"events\":[" + EVENT + "],\"next\":\"c/1\",\"current\":true}");

        assertThat(each(1)).isFalse();

        assertThat(told).hasSize(1);
    }

    @Test
    void isNotCompleteWhileTheLogsTableIsBehind() {
        pages.add("{\"events\":[],\"current\":false}");

        assertThat(each(10)).isFalse();
    }

    @Test
    void tellsOfReadingsThatDoNotSayMuch() {
        pages.add("{\"events\":[{\"actor\":\"a\",\"time\":\"2026-03-01T10:00:00Z\"}],\"current\":true}");

        each(10);

        assertThat(told.getFirst().version()).isEmpty();
        assertThat(told.getFirst().from()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 500, 503})
    void saysHowItWasRefused(int refusal) {
        status = refusal;
        pages.add(CANARY);

        assertThatThrownBy(() -> each(10))
                .isInstanceOf(LogUnavailable.class)
                .hasMessage("audit-service answered with status " + refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{\"events\":[{\"time\":\"" + CANARY + "\"}]}", "<html>" + CANARY})
    void doesNotBelieveWhatIsNoPage(String page) {
        pages.add(page);

        assertThatThrownBy(() -> each(10))
                .isInstanceOf(LogUnavailable.class)
                .hasMessage("audit-service answered what is no page of events");
    }

    @Test
    void asksNothingWithoutAToken() {
        token = Optional.of("two\nlines");

        assertThatThrownBy(() -> each(10)).hasMessage("the token for audit-service can't be read");

        assertThat(asked).isEmpty();
    }

    @Test
    void saysThatNobodyIsThere() {
        server.stop(0);

        assertThatThrownBy(() -> each(10)).hasMessage("there is no connection to audit-service");
    }

    @Test
    void asksNoOtherMachineInPlainText() {
        assertThatThrownBy(() -> new AuditServiceEvents(
                        URI.create("http://audit.example"), false, () -> token, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
