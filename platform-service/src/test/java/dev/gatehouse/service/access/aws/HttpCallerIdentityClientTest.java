package dev.gatehouse.service.access.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.gatehouse.service.access.CallerIdentity;
import dev.gatehouse.service.access.PresignedIdentity;
import dev.gatehouse.service.failure.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallerIdentityClientTest {
    private static final String CANARY = "CANARY-5e1f";
    private static final PresignedIdentity REQUEST = new PresignedIdentity(
            "sts.amazonaws.com", "Action=GetCallerIdentity&X-Amz-Signature=" + CANARY, Instant.MAX);
    private static final String ARN = "arn:aws:sts::111122223333:assumed-role/app-researcher/i-0abc";
    private static final String ANSWER = answer("""
              <GetCallerIdentityResult>
                <Arn>%s</Arn>
                <UserId>AROAEXAMPLE:i-0abc</UserId>
                <Account>111122223333</Account>
              </GetCallerIdentityResult>
              <ResponseMetadata><RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId></ResponseMetadata>
            """.formatted(ARN));
    private static final WireMockServer STS = new WireMockServer(options().dynamicPort());

    private final HttpCallerIdentityClient client = new HttpCallerIdentityClient(
            "config.aurora.dev", Optional.of(URI.create(STS.baseUrl())), Duration.ofSeconds(20));

    @BeforeAll
    static void start() {
        STS.start();
    }

    @AfterAll
    static void stop() {
        STS.stop();
    }

    @BeforeEach
    void reset() {
        STS.resetAll();
    }

    @Test
    void tellsWhoStsSaysIsCalling() {
        answers(aResponse().withBody(ANSWER));

        assertThat(client.identify(REQUEST)).contains(new CallerIdentity(ARN, "111122223333", "AROAEXAMPLE:i-0abc"));
    }

    @Test
    void sendsTheCheckedQueryAndTheHeaderThatBinds() {
        answers(aResponse().withBody(ANSWER));

        client.identify(REQUEST);

        STS.verify(
                1,
                getRequestedFor(urlEqualTo("/?Action=GetCallerIdentity&X-Amz-Signature=" + CANARY))
                        .withHeader("x-gatehouse-server-id", equalTo("config.aurora.dev")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void refusesWhomStsRefuses(int status) {
        answers(aResponse()
                .withStatus(status)
                .withBody("<ErrorResponse><Code>SignatureDoesNotMatch</Code></ErrorResponse>"));

        assertThat(client.identify(REQUEST)).isEmpty();
    }

    @Test
    void refusesWhomStsRefusesThoughTheBodyNamesSomebody() {
        answers(aResponse().withStatus(403).withBody(ANSWER));

        assertThat(client.identify(REQUEST)).isEmpty();
    }

    @Test
    void saysThatItCannotTellWhileStsThrottles() {
        answers(aResponse()
                .withStatus(400)
                .withBody("<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>"));

        assertThatThrownBy(() -> client.identify(REQUEST)).isInstanceOf(StoreException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 404, 429, 500, 503})
    void saysThatItCannotTellOnAnyOtherStatus(int status) {
        answers(aResponse().withStatus(status).withBody(ANSWER));

        assertThatThrownBy(() -> client.identify(REQUEST)).isInstanceOf(StoreException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        answers(aResponse().withStatus(status).withHeader("Location", STS.baseUrl() + "/elsewhere"));
        STS.stubFor(any(urlPathEqualTo("/elsewhere")).willReturn(aResponse().withBody(ANSWER)));

        assertThatThrownBy(() -> client.identify(REQUEST)).isInstanceOf(StoreException.Unavailable.class);
        STS.verify(0, getRequestedFor(urlPathEqualTo("/elsewhere")));
    }

    @Test
    void readsTheLongestAnswerAndNotALonger() {
        String longest = ANSWER + " ".repeat(HttpCallerIdentityClient.MAX_BYTES - ANSWER.length());
        answers(aResponse().withBody(longest));
        assertThat(client.identify(REQUEST)).isPresent();

        answers(aResponse().withBody(longest + " "));
        assertThatThrownBy(() -> client.identify(REQUEST)).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void waitsForNoAnswerThatDoesNotEnd() {
        HttpCallerIdentityClient impatient = new HttpCallerIdentityClient(
                "config.aurora.dev", Optional.of(URI.create(STS.baseUrl())), Duration.ofMillis(200));
        answers(aResponse().withBody(ANSWER).withChunkedDribbleDelay(10, 60_000));

        assertThatThrownBy(() -> impatient.identify(REQUEST))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining("nothing within");
    }

    @Test
    void saysThatItCannotTellWhenTheConnectionBreaks() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(() -> client.identify(REQUEST)).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void showsNoSignatureInWhatItThrows() {
        answers(aResponse().withStatus(500).withBody(CANARY));
        assertThatThrownBy(() -> client.identify(REQUEST))
                .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain(CANARY));

        answers(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        assertThatThrownBy(() -> client.identify(REQUEST))
                .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain(CANARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nx: y", "ä"})
    void refusesAServerIdThatNoHeaderCanCarry(String serverId) {
        assertThatThrownBy(() -> new HttpCallerIdentityClient(serverId, Optional.empty(), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void answers(ResponseDefinitionBuilder response) {
        STS.stubFor(any(anyUrl()).atPriority(10).willReturn(response));
    }

    private static String answer(String content) {
        return "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">" + content
                + "</GetCallerIdentityResponse>";
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
