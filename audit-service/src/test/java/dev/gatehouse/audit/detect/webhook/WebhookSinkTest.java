package dev.gatehouse.audit.detect.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.audit.detect.DetectionSink;
import dev.gatehouse.audit.event.ByteSlice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSinkTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_614_265_330));
    private static final DetectionSink.Message MESSAGE = new DetectionSink.Message(
            "0123456789abcdef", Instant.parse("2026-03-01T10:00:00Z"), ByteSlice.of("{\"uid\":\"0123456789abcdef\"}"));

    private volatile Headers headers = new Headers();
    private volatile String body = "";
    private HttpServer server;
    private int status = 204;
    private Optional<String> retryAfter = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            headers = exchange.getRequestHeaders();
            body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            retryAfter.ifPresent(text -> exchange.getResponseHeaders().set("Retry-After", text));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private DetectionSink.Outcome deliver() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        try (WebhookSink sink =
                new WebhookSink(new WebhookTarget(uri), WebhookSecret.of(SECRET), Duration.ofSeconds(20), CLOCK)) {
            return sink.deliver(MESSAGE);
        }
    }

    /** The signature was computed by openssl: {@code printf '%s' id.timestamp.body | openssl dgst -sha256 -mac HMAC}. */
    @Test
    void postsASignedMessage() {
        DetectionSink.Outcome outcome = deliver();

        assertThat(outcome).isEqualTo(new DetectionSink.Delivered());
        assertThat(body).isEqualTo("""
                {"type":"gatehouse.detection","timestamp":"2026-03-01T10:00:00Z","data":{"uid":"0123456789abcdef"}}""");
        assertThat(headers.getFirst("webhook-id")).isEqualTo("0123456789abcdef");
        assertThat(headers.getFirst("webhook-timestamp")).isEqualTo("1614265330");
        assertThat(headers.getFirst("webhook-signature")).isEqualTo("v1,5nj8J95Df/8T+vgXHGmA9+pKjo7VrZp+zXPNZkOE+ZY=");
    }

    /** The example of Standard Webhooks' own documentation and libraries. */
    @Test
    void signsAsTheStandardsExampleDoes() {
        WebhookSecret secret = WebhookSecret.of(SECRET);

        String signature =
                secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}".getBytes(UTF_8));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @CsvSource({"200", "202", "299"})
    void isDelivered(int answered) {
        status = answered;

        assertThat(deliver()).isEqualTo(new DetectionSink.Delivered());
    }

    @ParameterizedTest
    @CsvSource({"400", "413", "415", "422"})
    void isNeverTaken(int answered) {
        status = answered;

        assertThat(deliver()).isEqualTo(new DetectionSink.Never());
    }

    @ParameterizedTest
    @CsvSource({"302", "307", "401", "403", "404", "410", "429", "500", "503"})
    void isTriedLater(int answered) {
        status = answered;

        assertThat(deliver()).isEqualTo(new DetectionSink.Later(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"120,120", "999999,999999"})
    void waitsAsAsked(String asked, long seconds) {
        status = 429;
        retryAfter = Optional.of(asked);

        assertThat(deliver()).isEqualTo(new DetectionSink.Later(Optional.of(Duration.ofSeconds(seconds))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "1000000", "Wed, 21 Oct 2026 07:28:00 GMT"})
    void overlooksWhatIsNoNumberOfSeconds(String asked) {
        status = 429;
        retryAfter = Optional.of(asked);

        assertThat(deliver()).isEqualTo(new DetectionSink.Later(Optional.empty()));
    }

    @Test
    void isTriedLaterWhereNobodyListens() {
        stop();

        assertThat(deliver()).isEqualTo(new DetectionSink.Later(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/x", "http://localhost:1/", "http://127.0.0.1/", "http://[::1]:80/"})
    void takesHttpsAndThisMachine(String uri) {
        assertThat(new WebhookTarget(URI.create(uri)).uri()).hasToString(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/x",
                "http://10.0.0.1/",
                "http://127.0.0.1.example.com/",
                "https://user:pass@example.com/",
                "ftp://127.0.0.1/",
                "/x"
            })
    void refusesOtherTargets(String uri) {
        assertThatThrownBy(() -> new WebhookTarget(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("pass@");
    }

    @ParameterizedTest
    @CsvSource({"23,false", "24,true", "64,true", "65,false"})
    void takesSecretsOf24To64Bytes(int bytes, boolean taken, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("secret");
        Files.writeString(file, "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]) + "\n");

        if (taken) {
            assertThat(WebhookSecret.read(file)).hasToString("[redacted]");
        } else {
            assertThatThrownBy(() -> WebhookSecret.read(file))
                    .hasMessage("the webhook's secret must have 24 to 64 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "whsec_canary!", ""})
    void refusesOtherSecretsWithoutQuotingThem(String text) {
        assertThatThrownBy(() -> WebhookSecret.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("canary", "!");
    }
}
