package dev.gatehouse.scanner.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.store.aws.Moto;
import dev.gatehouse.scanner.store.aws.Tables;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The packaged service beside a stand-in of AWS: a response is handed over by an event, another waits for an approval. */
class HandOverIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PLANS = """
            version: 1
            plans:
              told:
                steps:
                  - {do: notify}
              asks:
                automatic: false
                steps:
                  - {do: notify, approval: required}
            """;

    @TempDir
    Path temp;

    private final String bus = "responses-" + UUID.randomUUID();
    private final SqsClient sqs =
            Moto.client(SqsClient.builder(), Moto.endpoint()).build();
    private String events = "";

    @BeforeEach
    void makeBus() throws IOException {
        events = queue();
        String arn = sqs.getQueueAttributes(get -> get.queueUrl(events).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        EventBridgeClient bridge =
                Moto.client(EventBridgeClient.builder(), Moto.endpoint()).build();
        bridge.createEventBus(create -> create.name(bus));
        bridge.putRule(put -> put.eventBusName(bus).name("told").eventPattern("""
                {"source": ["gatehouse.scanner-worker"], "detail": {"plan": ["told"]}}"""));
        bridge.putTargets(put -> put.eventBusName(bus)
                .rule("told")
                .targets(Target.builder().id("q").arn(arn).build()));
        Files.createDirectory(temp.resolve("code"));
        Files.writeString(temp.resolve("code/app.env"), "TOKEN=" + Canary.token(new Random().nextLong()) + "\n");
        Files.writeString(temp.resolve("plans.yaml"), PLANS);
        Path key = temp.resolve("fingerprint.key");
        Files.writeString(key, "0123456789abcdef".repeat(4) + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private String queue() {
        return sqs.createQueue(create -> create.queueName("q-" + UUID.randomUUID()))
                .queueUrl();
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("aws.accessKeyId", "test"),
                Map.entry("aws.secretAccessKey", "test"),
                Map.entry("gatehouse.store", "aws"),
                Map.entry("gatehouse.aws.region", "eu-central-1"),
                Map.entry("gatehouse.aws.endpoint", Moto.endpoint().toString()),
                Map.entry("gatehouse.aws.table", Tables.create()),
                Map.entry("gatehouse.aws.queue-url", queue()),
                Map.entry(
                        "gatehouse.fingerprint.key-file",
                        temp.resolve("fingerprint.key").toString()),
                Map.entry("gatehouse.targets[0].name", "code"),
                Map.entry("gatehouse.targets[0].kind", "directory"),
                Map.entry("gatehouse.targets[0].location", temp.resolve("code").toString()),
                Map.entry("gatehouse.response.mode", "on"),
                Map.entry("gatehouse.response.settle", "0s"),
                Map.entry("gatehouse.response.plans", temp.resolve("plans.yaml").toString()),
                Map.entry("gatehouse.response.event-bus", bus));
    }

    @Test
    void handsAResponseOverAndKeepsWhatAnApproverSays() {
        try (ServiceProcess service = ServiceProcess.local(temp.resolve("data"), settings())) {
            Api api = new Api(service);
            api.scan("code");

            JsonPath over = await(api, "handed-over");

            assertThat(over.getList("responses")).hasSize(1);
            assertThat(over.getString("responses[0].steps[0].state")).isEqualTo("pending");
            assertThat(over.getString("responses[0].left[0]")).contains("the state machine of the plan told");
            List<Message> got =
                    sqs.receiveMessage(receive -> receive.queueUrl(events)).messages();
            assertThat(got).singleElement().satisfies(message -> {
                JsonPath event = JsonPath.from(message.body());
                assertThat(event.getString("detail-type")).isEqualTo("Response Started");
                assertThat(event.getString("detail.response")).isEqualTo(over.getString("responses[0].id"));
            });
            assertThat(metrics(service))
                    .contains(
                            "gatehouse_responses_total{dry_run=\"false\",outcome=\"handed-over\",plan=\"told\"} 1.0",
                            "gatehouse_response_switch 1.0");
            approves(api, over.getString("responses[0].finding"));
            assertThat(service.output()).doesNotContain("seen with both eyes");
            service.awaitMetric("gatehouse_response_steps_total", 1);
        }
    }

    private static void approves(Api api, String finding) {
        String id = api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("finding", finding, "plan", "asks"))
                .post("/v1/responses")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await(api, "awaiting-approval");
        Response tooLong = approve(api, id, "canary" + "x".repeat(495));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body().asString()).contains("at most 500").doesNotContain("canary");
        String comment = "seen with both eyes" + "x".repeat(481);

        Response approved = approve(api, id, comment);

        assertThat(approved.statusCode()).isEqualTo(200);
        JsonPath response = api.admin().get("/v1/responses/" + id).jsonPath();
        assertThat(response.getString("steps[0].comment")).isEqualTo(comment);
        assertThat(response.getString("steps[0].approver")).isNotEmpty();
    }

    private static Response approve(Api api, String id, String comment) {
        return api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("comment", comment))
                .post("/v1/responses/" + id + "/approve");
    }

    private static String metrics(ServiceProcess service) {
        return ServiceProcess.get(service.management("/q/metrics")).body();
    }

    /** Waits until some response is in a state. */
    private static JsonPath await(Api api, String state) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonPath answer = api.admin()
                    .get("/v1/responses?state=" + state)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (!answer.getList("responses").isEmpty()) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no response came to " + state);
            }
            Api.pause();
        }
    }

    @Test
    void refusesABusWhereNothingIsKeptOnAwsAndWhatIsNoBus() {
        Map<String, String> here =
                Map.of("gatehouse.mode", "local", "gatehouse.response.event-bus", "gatehouse-responses");
        Map<String, String> wrong = new HashMap<>(settings());
        wrong.put("gatehouse.mode", "local");
        wrong.put("gatehouse.response.event-bus", "no bus");

        for (Map<String, String> settings : List.of(here, wrong)) {
            try (ServiceProcess service = ServiceProcess.launch(temp.resolve("refused"), settings)) {
                assertThat(service.awaitExit()).isNotZero();
                assertThat(service.output()).contains("refusing to start", "gatehouse.response.event-bus");
            }
        }
    }
}
