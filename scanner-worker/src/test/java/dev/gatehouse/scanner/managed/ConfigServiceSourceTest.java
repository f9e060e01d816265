package dev.gatehouse.scanner.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.managed.HandOver;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigServiceSourceTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private Optional<String> token = Optional.of("gh_first");

    private ConfigServiceSource source(FakeConfigService service, Duration timeout) {
        return new ConfigServiceSource(service.address(), false, () -> token, timeout);
    }

    private Fetched fetched(FakeConfigService.Reply reply) throws InterruptedException {
        try (FakeConfigService service = new FakeConfigService(reply);
                ConfigServiceSource source = source(service, LONG)) {
            return source.fetch(Optional.empty());
        }
    }

    @Test
    void takesWhatIsHandedOver() throws Exception {
        HandOver handOver = FakeConfigService.of("1-a", "a/b", "v1", "a value to look for");
        try (FakeConfigService service = new FakeConfigService(FakeConfigService.handsOver(handOver));
                ConfigServiceSource source = source(service, LONG)) {
            Fetched fetched = source.fetch(Optional.of("1-0"));

            assertThat(fetched)
                    .isInstanceOfSatisfying(
                            Fetched.Taken.class,
                            taken -> assertThat(taken.handOver().values()).isEqualTo(handOver.values()));
            assertThat(service.requests)
                    .containsExactly(new FakeConfigService.Request(
                            "POST /v1/secret-fingerprints", "Bearer gh_first", "{\"unless\":\"1-0\"}"));
        }
    }

    @Test
    void asksWithTheTokenOfNowAndKnowsTheSame() throws Exception {
        HandOver handOver = FakeConfigService.of("1-a", "a/b", "v1", "a value to look for");
        try (FakeConfigService service = new FakeConfigService(FakeConfigService.handsOver(handOver));
                ConfigServiceSource source = source(service, LONG)) {
            source.fetch(Optional.empty());
            token = Optional.of("gh_second");

            Fetched again = source.fetch(Optional.of("1-a"));

            assertThat(again).isEqualTo(new Fetched.Same());
            assertThat(service.requests)
                    .extracting(FakeConfigService.Request::authorization)
                    .containsExactly("Bearer gh_first", "Bearer gh_second");
            assertThat(service.requests.getFirst().body()).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 301, 307, 400, 401, 403, 404, 422, 429, 500, 503})
    void anotherStatusIsAFailure(int status) throws Exception {
        assertThat(fetched(FakeConfigService.status(status, new byte[0])))
                .isEqualTo(new Fetched.Failed("http-" + status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "[]", "null", "{\"set\":\"1\",\"key\":\"AAAA\",\"values\":[]}"})
    void whatIsNoHandingOverIsAFailure(String body) throws Exception {
        assertThat(fetched(FakeConfigService.status(200, body.getBytes(UTF_8))))
                .isEqualTo(new Fetched.Failed("malformed-answer"));
    }

    @Test
    void readsNoMoreThanItsLimit() throws Exception {
        byte[] most = new byte[ConfigServiceSource.MAX_ANSWER];

        assertThat(fetched(FakeConfigService.status(200, most))).isEqualTo(new Fetched.Failed("malformed-answer"));
        assertThat(fetched(FakeConfigService.status(200, new byte[most.length + 1])))
                .isEqualTo(new Fetched.Failed("connection"));
    }

    @Test
    void waitsNoLongerThanItsTimeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeConfigService service = new FakeConfigService((exchange, request) -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    over.await();
                });
                ConfigServiceSource source = source(service, Duration.ofMillis(300))) {
            assertThat(source.fetch(Optional.empty())).isEqualTo(new Fetched.Failed("timeout"));
        } finally {
            over.countDown();
        }
    }

    @Test
    void noConnectionIsAFailure() throws Exception {
        URI nobody;
        try (FakeConfigService service = new FakeConfigService(FakeConfigService.status(200, new byte[0]))) {
            nobody = service.address();
        }
        try (ConfigServiceSource source = new ConfigServiceSource(nobody, false, () -> token, LONG)) {
            assertThat(source.fetch(Optional.empty())).isEqualTo(new Fetched.Failed("connection"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX: y"})
    void sendsNothingWithoutAToken(String text) throws Exception {
        token = Optional.of(text);
        try (FakeConfigService service = new FakeConfigService(FakeConfigService.status(200, new byte[0]));
                ConfigServiceSource source = source(service, LONG)) {
            assertThat(source.fetch(Optional.empty())).isEqualTo(new Fetched.Failed("token-unreadable"));
            assertThat(service.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://config.example", "ftp://config.example", "https://config.example/path", "config"})
    void refusesAnAddressThatIsNone(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfigServiceSource(URI.create(address), false, () -> token, LONG));
    }

    @Test
    void takesPlainHttpToAnotherMachineWhereItIsAllowed() {
        try (ConfigServiceSource source =
                new ConfigServiceSource(URI.create("http://config.example"), true, () -> token, LONG)) {
            assertThat(source).isNotNull();
        }
    }
}
