package dev.gatehouse.scanner.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.store.aws.Moto;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The packaged service beside a stand-in of AWS: events, logs, and keys judged by their owner. */
class EventsIT {
    @TempDir
    Path temp;

    private final String prefix = "/" + UUID.randomUUID();
    private final String user = "u-" + UUID.randomUUID();
    private final SqsClient sqs =
            Moto.client(SqsClient.builder(), Moto.endpoint()).build();
    private final SsmClient ssm =
            Moto.client(SsmClient.builder(), Moto.endpoint()).build();
    private final CloudWatchLogsClient logs =
            Moto.client(CloudWatchLogsClient.builder(), Moto.endpoint()).build();
    private String queue = "";

    @BeforeEach
    void makeQueue() {
        queue = sqs.createQueue(create -> create.queueName("events-" + UUID.randomUUID()))
                .queueUrl();
    }

    private ServiceProcess start() {
        return ServiceProcess.local(
                temp.resolve("data"),
                Map.ofEntries(
                        Map.entry("aws.accessKeyId", "test"),
                        Map.entry("aws.secretAccessKey", "test"),
                        Map.entry("gatehouse.aws.region", "eu-central-1"),
                        Map.entry("gatehouse.aws.endpoint", Moto.endpoint().toString()),
                        Map.entry("gatehouse.aws.event-queue-url", queue),
                        Map.entry("gatehouse.events.wait", "1s"),
                        Map.entry("gatehouse.findings.judge-aws-keys", "true"),
                        Map.entry("gatehouse.targets[0].name", "app"),
                        Map.entry("gatehouse.targets[0].kind", "ssm"),
                        Map.entry("gatehouse.targets[0].location", prefix),
                        Map.entry("gatehouse.targets[1].name", "logs"),
                        Map.entry("gatehouse.targets[1].kind", "logs"),
                        Map.entry("gatehouse.targets[1].location", prefix + "*"),
                        Map.entry("gatehouse.targets[2].name", "code"),
                        Map.entry("gatehouse.targets[2].kind", "lambda-code"),
                        Map.entry("gatehouse.targets[2].location", "*")));
    }

    private String leakedKey() {
        IamClient iam = Moto.client(IamClient.builder(), Moto.endpoint()).build();
        iam.createUser(create -> create.userName(user));
        String id =
                iam.createAccessKey(create -> create.userName(user)).accessKey().accessKeyId();
        ssm.putParameter(
                put -> put.name(prefix + "/key").type(ParameterType.STRING).value("AWS_ACCESS_KEY_ID=" + id));
        return id;
    }

    private void send(String body) {
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(body));
    }

    private void sendChanged(String name) {
        send("""
                {"detail-type": "Parameter Store Change", "source": "aws.ssm", "account": "123456789012",
                 "region": "eu-central-1", "detail": {"operation": "Update", "name": "%s"}}""".formatted(name));
    }

    @Test
    void scansWhatAnEventNamesAndJudgesTheKeyThatItFinds() {
        String key = leakedKey();
        try (ServiceProcess service = start()) {
            sendChanged(prefix + "/key");
            sendChanged("/elsewhere");
            send("nonsense " + key);

            service.awaitMetric("gatehouse_scan_events_total{outcome=\"queued\"}", 1);
            service.awaitMetric("gatehouse_scan_events_total{outcome=\"not-configured\"}", 1);
            service.awaitMetric("gatehouse_scan_events_total{outcome=\"not-json\"}", 1);
            service.awaitMetric("gatehouse_scans_total{status=\"completed\"}", 1);
            JsonPath found = new Api(service).findings("");
            assertThat(found.getList("findings.rule")).contains("aws-access-key-id");
            assertThat(service.output()).doesNotContain(key);
        }
        try (ServiceProcess service = start()) {
            // Keys are judged when the service starts, too.
            service.awaitMetric("gatehouse_findings_judged_total{validity=\"active\"}", 1);

            JsonPath judged = new Api(service).findings("?rule=aws-access-key-id");

            assertThat(judged.getString("findings[0].validity")).isEqualTo("active");
            assertThat(judged.getString("findings[0].owner")).isEqualTo(user);
            assertThat(service.output()).doesNotContain(key);
        }
    }

    @Test
    void scansLogsFromWhereTheScanBeforeEnded() {
        logs.createLogGroup(create -> create.logGroupName(prefix));
        logs.createLogStream(create -> create.logGroupName(prefix).logStreamName("s"));
        logs.putLogEvents(put -> put.logGroupName(prefix)
                .logStreamName("s")
                .logEvents(InputLogEvent.builder()
                        .timestamp(Instant.now().minus(Duration.ofMinutes(10)).toEpochMilli())
                        .message("export GH=" + Canary.token(7))
                        .build()));
        try (ServiceProcess service = start()) {
            Api api = new Api(service);

            JsonPath first = api.scan("logs");
            JsonPath second = api.scan("logs");

            assertThat(first.getString("status")).isEqualTo("completed");
            assertThat(first.getInt("findings")).isEqualTo(1);
            assertThat(second.getInt("findings")).isZero();
            assertThat(api.findings("").getString("findings[0].locations[0].path"))
                    .isEqualTo(prefix);
        }
    }

    @Test
    void listsCode() {
        try (ServiceProcess service = start()) {
            assertThat(new Api(service).scan("code").getString("status")).isEqualTo("completed");
        }
    }
}
