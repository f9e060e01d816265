package dev.gatehouse.scanner.response.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import dev.gatehouse.scanner.managed.FakeConfigService;
import dev.gatehouse.scanner.response.NoticeChannel;
import dev.gatehouse.scanner.triage.Sample;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookChannelTest {
    private static final byte[] KEY = "a key that this test alone has".getBytes(UTF_8);
    private static final NoticeChannel.Notice NOTICE =
            new NoticeChannel.Notice("response-1.notify", Sample.NOON, "{\"left\":[\"ü\"]}");

    private final List<Headers> headers = new CopyOnWriteArrayList<>();

    private static WebhookSecret secret() {
        return WebhookSecret.of("whsec_" + Base64.getEncoder().encodeToString(KEY));
    }

    private FakeConfigService says(int status, String... retryAfter) {
        return new FakeConfigService((exchange, request) -> {
            headers.add(exchange.getRequestHeaders());
            for (String after : retryAfter) {
                exchange.getResponseHeaders().add("Retry-After", after);
            }
            exchange.sendResponseHeaders(status, -1);
        });
    }

    private static WebhookChannel channel(FakeConfigService receiver) {
        return new WebhookChannel(
                new WebhookTarget(receiver.address()), secret(), Duration.ofSeconds(20), () -> Sample.NOON);
    }

    @Test
    void signsAsStandardWebhooksSay() throws Exception {
        try (FakeConfigService receiver = says(204);
                WebhookChannel channel = channel(receiver)) {
            NoticeChannel.Outcome outcome = channel.deliver(NOTICE);

            assertThat(outcome).isEqualTo(new NoticeChannel.Delivered());
            String body = receiver.requests.getFirst().body();
            assertThat(body)
                    .isEqualTo("{\"type\":\"gatehouse.response\",\"timestamp\":\"2026-11-21T12:00:00Z\",\"data\":"
                            + "{\"left\":[\"ü\"]}}");
            String id = headers.getFirst().getFirst("webhook-id");
            String time = headers.getFirst().getFirst("webhook-timestamp");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            String signature =
                    Base64.getEncoder().encodeToString(mac.doFinal((id + "." + time + "." + body).getBytes(UTF_8)));
            assertThat(id).isEqualTo("response-1.notify");
            assertThat(headers.getFirst().getFirst("webhook-signature")).isEqualTo("v1," + signature);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, Delivered", "400, Never", "422, Never", "302, Later", "401, Later", "500, Later", "429, Later"})
    void saysWhatAStatusMeans(int status, String meaning) {
        try (FakeConfigService receiver = says(status);
                WebhookChannel channel = channel(receiver)) {
            assertThat(channel.deliver(NOTICE).getClass().getSimpleName()).isEqualTo(meaning);
        }
    }

    @Test
    void takesTheReceiversWordOnWhenToTryAgain() {
        try (FakeConfigService receiver = says(503, "7");
                WebhookChannel channel = channel(receiver)) {
            assertThat(channel.deliver(NOTICE)).isEqualTo(new NoticeChannel.Later(Optional.of(Duration.ofSeconds(7))));
        }
    }

    @Test
    void refusesSecretsAndAddressesThatAreNone() {
        assertThatThrownBy(() -> WebhookSecret.of("whsec_canary!"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("canary");
        assertThatThrownBy(() -> WebhookSecret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[23])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WebhookTarget(URI.create("http://hooks.example/x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(secret()).hasToString("[redacted]");
        assertThat(new WebhookTarget(URI.create("https://hooks.example/secret-path")))
                .hasToString("https://hooks.example");
    }
}
