package dev.gatehouse.config.store.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.gatehouse.service.failure.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A server that answers AWS's JSON protocol with the bodies that a test says, by operation. */
final class Wire implements AutoCloseable {
    static final KeyIds KEYS = new KeyIds("alias/parameters", "alias/secrets", "alias/safety");
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Retries without waiting for them; timeouts that no healthy call reaches. */
    static final AwsClientSettings QUICK = new AwsClientSettings(
            Duration.ofSeconds(30), Duration.ofSeconds(20), 3, Duration.ofMillis(1), Duration.ofMillis(1));

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    Wire() {
        server.start();
    }

    @Override
    public void close() {
        server.stop();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Answers an operation ({@code AmazonSSM.GetParameter}) with these in turn, and with the last one ever after. */
    void answer(String operation, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(post(urlEqualTo("/"))
                    .withHeader("X-Amz-Target", equalTo(operation))
                    .inScenario(operation)
                    .whenScenarioStateIs(i == 0 ? STARTED : "answer " + i)
                    .willSetStateTo(i == answers.length - 1 ? null : "answer " + (i + 1))
                    .willReturn(answers[i]));
        }
    }

    int count(String operation) {
        return requests(operation).size();
    }

    /** The bodies that arrived for an operation, in order. */
    List<String> bodies(String operation) {
        return requests(operation).stream().map(LoggedRequest::getBodyAsString).toList();
    }

    private List<LoggedRequest> requests(String operation) {
        return server.findAll(postRequestedFor(urlEqualTo("/")).withHeader("X-Amz-Target", equalTo(operation)));
    }

    static ResponseDefinitionBuilder ok(String body) {
        return aResponse()
                .withHeader("Content-Type", "application/x-amz-json-1.1")
                .withBody(body);
    }

    /** An error as the JSON protocol has it. */
    static ResponseDefinitionBuilder error(int status, String code, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/x-amz-json-1.1")
                .withBody("{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    SsmParameterStore parameters(AwsClientSettings settings, CallGuard guard) {
        SsmClient client =
                settings.applyTo(Moto.client(SsmClient.builder(), endpoint())).build();
        return new SsmParameterStore(client, KEYS, guard, settings, Runnable::run, InstantSource.fixed(NOW));
    }

    SecretsManagerStore secrets() {
        SecretsManagerClient client = QUICK.applyTo(Moto.client(SecretsManagerClient.builder(), endpoint()))
                .build();
        return new SecretsManagerStore(client, KEYS, Fakes.OPEN_DOOR, Runnable::run);
    }

    /** Everything that a log could show of a failure. */
    static String printed(StoreException failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text + failure.toString();
    }
}
