package dev.gatehouse.service.access.oidc;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.gatehouse.service.failure.StoreException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpKeySetSourceTest {
    private static final WireMockServer PROVIDER = new WireMockServer(options().dynamicPort());

    private final KeySetSource source = source(Duration.ofSeconds(20));

    @BeforeAll
    static void start() {
        PROVIDER.start();
    }

    @AfterAll
    static void stop() {
        PROVIDER.stop();
    }

    @BeforeEach
    void reset() {
        PROVIDER.resetAll();
    }

    @Test
    void fetchesTheKeySet() {
        answers(aResponse().withBody("{\"keys\":[]}"));

        assertThat(source.fetch()).isEqualTo("{\"keys\":[]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 400, 404, 500, 503})
    void takesNoOtherStatusForAKeySet(int status) {
        answers(aResponse()
                .withStatus(status)
                .withHeader("Location", PROVIDER.baseUrl() + "/elsewhere")
                .withBody("{\"keys\":[]}"));

        assertThatThrownBy(source::fetch).isInstanceOf(StoreException.Unavailable.class);
        PROVIDER.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void readsTheLongestAnswerAndNotALonger() {
        answers(aResponse().withBody("x".repeat(HttpKeySetSource.MAX_BYTES)));
        assertThat(source.fetch()).hasSize(HttpKeySetSource.MAX_BYTES);

        answers(aResponse().withBody("x".repeat(HttpKeySetSource.MAX_BYTES + 1)));
        assertThatThrownBy(source::fetch).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void waitsForNoAnswerThatDoesNotEnd() {
        answers(aResponse().withBody("{\"keys\":[]}").withChunkedDribbleDelay(10, 60_000));

        assertThatThrownBy(source(Duration.ofMillis(200))::fetch).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void saysThatItCannotTellWhenTheConnectionBreaks() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(source::fetch).isInstanceOf(StoreException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example/keys",
                "http://localhost.id.example/keys",
                "http://127.0.0.1.id.example/keys",
                "http://localhost@id.example/keys",
                "https://user@id.example/keys",
                "ftp://localhost/keys",
                "file:///etc/keys",
                "https:/keys",
                "/keys"
            })
    void refusesAnAddressThatIsNotSafe(String address) {
        assertThatThrownBy(() -> new HttpKeySetSource(URI.create(address), true, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/keys", "http://127.0.0.1/keys", "http://[::1]:1/keys"})
    void takesAPlainAddressOfThisMachineInLocalModeAlone(String address) {
        URI uri = URI.create(address);

        assertThatNoException().isThrownBy(() -> new HttpKeySetSource(uri, true, Duration.ofSeconds(1)).close());
        assertThatThrownBy(() -> new HttpKeySetSource(uri, false, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesAnEncryptedAddressAnywhere() {
        assertThatNoException()
                .isThrownBy(
                        () -> new HttpKeySetSource(URI.create("https://id.example/keys"), false, Duration.ofSeconds(1))
                                .close());
    }

    private static void answers(ResponseDefinitionBuilder response) {
        PROVIDER.stubFor(get(urlEqualTo("/keys")).willReturn(response));
    }

    private static KeySetSource source(Duration timeout) {
        return new HttpKeySetSource(URI.create("http://localhost:" + PROVIDER.port() + "/keys"), true, timeout);
    }
}
