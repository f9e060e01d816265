package dev.gatehouse.infra.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rotation function's source, run as Lambda would run it, where there is a Python with botocore. */
class SecretRotationFunctionTest {
    private static final String CALL = """
            import index
            index.handler({"SecretId": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:aurora/dev/openai-api-key-a1B2c3",
                           "ClientRequestToken": "7ab0c4de-1f2a-4b3c-8d4e-5f6a7b8c9d0e", "Step": "%s"}, None)
            """;

    /** What came in: the request line, the bearer and the body. */
    record Received(String line, String authorization, String body) {}

    /** What deploy/local/test found to have botocore. */
    private static final String PYTHON = System.getenv().getOrDefault("GATEHOUSE_PYTHON", "python3");

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer config;
    private volatile int status = 200;
    private volatile String body = "{\"done\":true}";

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() throws IOException, InterruptedException {
        assumeTrue(
                python("import botocore").code() == 0, "there is no python3 with botocore; GATEHOUSE_PYTHON names one");
        try (InputStream source = Objects.requireNonNull(
                FunctionCode.class.getResourceAsStream("/dev/gatehouse/infra/function/secret_rotation.py"))) {
            Files.write(folder.resolve("index.py"), source.readAllBytes());
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        config = server;
    }

    @AfterEach
    void stop() {
        if (config != null) {
            config.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    @Test
    void handsTheStepToConfigServiceAndProvesWhoItIs() throws IOException, InterruptedException {
        Ran ran = python(CALL.formatted("createSecret"));

        assertThat(ran.code()).as(ran.said()).isZero();
        assertThat(received.getFirst().line()).isEqualTo("POST /v1/secrets/aurora/dev/openai-api-key:rotation-step");
        assertThat(received.getFirst().body())
                .isEqualTo("{\"step\": \"create\", \"version\": \"7ab0c4de-1f2a-4b3c-8d4e-5f6a7b8c9d0e\"}");
        assertThat(signed(received.getFirst().authorization()))
                .startsWith("https://sts.eu-central-1.amazonaws.com/?Action=GetCallerIdentity")
                .contains("X-Amz-Expires=300", "x-gatehouse-server-id");
    }

    @Test
    void failsWhereConfigServiceDoesNotConfirmSoThatTheStepIsRepeated() throws IOException, InterruptedException {
        status = 503;

        Ran ran = python(CALL.formatted("finishSecret"));

        assertThat(ran.code()).isNotZero();
        assertThat(ran.said()).contains("config-service answered 503 to finish of aurora/dev/openai-api-key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {}
            200 | {"done":false}
            200 | "done"
            200 | <html>a gateway's page</html>
            202 | {"done":true}
            """)
    void failsWhereTheAnswerIsNotThatTheStepIsDone(int answered, String said) throws IOException, InterruptedException {
        status = answered;
        body = said;

        Ran ran = python(CALL.formatted("testSecret"));

        assertThat(ran.code()).isNotZero();
        assertThat(ran.said())
                .contains("config-service answered " + answered + " to test of aurora/dev/openai-api-key");
    }

    /** It would take the proof of who calls along. */
    @Test
    void followsNoRedirect() throws IOException, InterruptedException {
        status = 302;

        Ran ran = python(CALL.formatted("setSecret"));

        assertThat(ran.code()).isNotZero();
        assertThat(ran.said()).contains("config-service answered 302 to set");
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"createSecret,create", "setSecret,set", "testSecret,test", "finishSecret,finish"})
    void namesEachStepAsConfigServiceDoes(String asked, String sent) throws IOException, InterruptedException {
        Ran ran = python(CALL.formatted(asked));

        assertThat(ran.code()).as(ran.said()).isZero();
        assertThat(received.getFirst().body()).contains("\"step\": \"" + sent + "\"");
    }

    @Test
    void refusesAStepThatItDoesNotKnowWithoutASound() throws IOException, InterruptedException {
        Ran ran = python(CALL.formatted("sellSecret"));

        assertThat(ran.code()).isNotZero();
        assertThat(received).isEmpty();
    }

    /** The URL that the bearer holds. */
    private static String signed(String authorization) {
        String token = authorization.substring("Bearer gatehouse-aws-v1.".length());
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }

    private record Ran(int code, String said) {}

    private Ran python(String program) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(PYTHON, "-c", program)))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AWS_REGION",
                        "eu-central-1",
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test",
                        "CONFIG_URL",
                        config == null
                                ? ""
                                : "http://127.0.0.1:" + config.getAddress().getPort(),
                        "CONFIG_SERVER_ID",
                        "config.example"));
        builder.environment().remove("AWS_SESSION_TOKEN");
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), said);
        } catch (IOException noPython) {
            return new Ran(127, "there is no python3");
        }
    }
}
