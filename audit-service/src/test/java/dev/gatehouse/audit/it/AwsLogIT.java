package dev.gatehouse.audit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.audit.ingest.file.Gzips;
import dev.gatehouse.audit.storage.aws.FakeKms;
import dev.gatehouse.audit.storage.aws.Moto;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.NoteVerdict;
import dev.gatehouse.audit.tlog.NoteVerifier;
import dev.gatehouse.audit.tlog.TlogProof;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The packaged service over S3, SQS and KMS: moto's, and a KMS of the test's own with the Ed25519 key that moto lacks. */
class AwsLogIT {
    private static final String ORIGIN = "audit.example.com/it";
    private static final String FILE = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/"
            + "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz";
    private static final FakeKms KMS = new FakeKms();
    private static final S3Client S3 = Moto.client(S3Client.builder(), Moto.endpoint())
            .forcePathStyle(true)
            .build();
    private static final SqsClient SQS =
            Moto.client(SqsClient.builder(), Moto.endpoint()).build();

    @TempDir
    Path folder;

    private String bucket = "";

    @BeforeEach
    void bucket() {
        bucket = "audit-" + folder.getFileName().toString().replaceAll("[^a-z0-9]", "");
        S3.createBucket(request ->
                request.bucket(bucket).createBucketConfiguration(region -> region.locationConstraint("eu-central-1")));
    }

    @AfterAll
    static void stop() {
        KMS.close();
    }

    @Test
    void whatAKilledServiceAcknowledgedIsThereOnAnotherMachineWithItsProof() throws Exception {
        int index;
        try (ServiceProcess killed = ServiceProcess.local(folder.resolve("one"), settings(Map.of()))) {
            Api api = new Api(killed);
            for (int i = 0; i < 300; i += 100) {
                api.send("application/x-ndjson", lines(i, i + 100)).then().statusCode(201);
            }
            index = api.send(Api.event("aws", "last", "read")).path("receipts[0].index");
            Files.writeString(folder.resolve("two.admin-token"), killed.adminToken());
            killed.kill();
        }

        try (ServiceProcess service = ServiceProcess.local(folder.resolve("two"), settings(Map.of()))) {
            Api api = new Api(service);

            Response again = api.send(Api.event("aws", "last", "read"));

            again.then().statusCode(201).body("duplicates", equalTo(1)).body("receipts[0].index", equalTo(index));
            api.send("application/x-ndjson", lines(0, 300)).then().body("duplicates", equalTo(300));
            assertIsProven(api, index, again.path("receipts[0].leafHash"));
            assertThat(service.terminate()).isEqualTo(143);
            assertThat(service.output()).doesNotContain("Error occurred while destroying");
        }
        // What ends in peace lets the next one have the log at once.
        Files.writeString(folder.resolve("three.admin-token"), Files.readString(folder.resolve("two.admin-token")));
        try (ServiceProcess next =
                ServiceProcess.local(folder.resolve("three"), settings(Map.of("gatehouse.aws.lease-wait", "0s")))) {
            new Api(next).send(Api.event("aws", "last", "read")).then().body("duplicates", equalTo(1));
        }
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(Api.event("aws", "e" + i, "read")).append('\n');
        }
        return lines.toString();
    }

    private static void assertIsProven(Api api, int index, String leafHash) {
        TlogProof proof =
                TlogProof.parse(api.admin().get("/v1/log/proof?index=" + index).asByteArray());
        Hash leaf = Hash.of(Base64.getDecoder().decode(leafHash));

        assertThat(proof.inclusion().index()).isEqualTo(index);
        assertThat(proof.inclusion().verifies(leaf, proof.checkpoint().root())).isTrue();
        assertThat(NoteVerifier.open(proof.note(), List.of(KMS.verifierKey(ORIGIN))))
                .isInstanceOf(NoteVerdict.Verified.class);
    }

    @Test
    void aFileThatTheQueueTellsOfIsTakenIn() {
        String queue = SQS.createQueue(request -> request.queueName(bucket)).queueUrl();
        String record = "{\"eventID\":\"e-1\",\"eventTime\":\"2026-03-01T10:00:00Z\","
                + "\"recipientAccountId\":\"111122223333\"}";
        S3.putObject(
                request -> request.bucket(bucket).key(FILE),
                RequestBody.fromBytes(Gzips.member(("{\"Records\":[" + record + "]}").getBytes(UTF_8))));
        SQS.sendMessage(request -> request.queueUrl(queue)
                .messageBody("{\"s3Bucket\":\"" + bucket + "\",\"s3ObjectKey\":[\"" + FILE + "\"]}"));

        try (ServiceProcess service = ServiceProcess.local(
                folder.resolve("data"),
                settings(Map.of("gatehouse.cloudtrail.queue-url", queue, "gatehouse.cloudtrail.buckets", bucket)))) {
            service.awaitMetric("gatehouse_intake_messages_total", 1);

            assertThat(service.metric("gatehouse_intake_events_total")).isEqualTo(1);
        }
    }

    @Test
    void olderDaysAreInTheBucketAsParquet() {
        try (ServiceProcess service =
                ServiceProcess.local(folder.resolve("data"), settings(Map.of("gatehouse.query.archive-every", "1s")))) {
            new Api(service).send(Api.event("lake", "old", "read")).then().statusCode(201);

            service.awaitMetric("gatehouse_lake_files", 1);

            assertThat(S3.listObjectsV2(request -> request.bucket(bucket).prefix("ext/"))
                            .contents())
                    .singleElement()
                    .satisfies(object -> assertThat(object.key()).contains("eventDay=20261001"));
        }
    }

    @Test
    void aSecondProcessWaitsForALogAndSaysSo() {
        try (ServiceProcess first = ServiceProcess.local(folder.resolve("one"), settings(Map.of()))) {
            Map<String, String> impatient = settings(Map.of("gatehouse.aws.lease-wait", "0s"));
            impatient.put("gatehouse.mode", "local");
            try (ServiceProcess second = ServiceProcess.launch(folder.resolve("two"), impatient)) {
                assertThat(second.awaitExit()).isNotZero();
                assertThat(second.output()).contains("gatehouse.aws.shards");
            }
            new Api(first).send(Api.event("aws", "still", "read")).then().statusCode(201);
        }
    }

    @Test
    void aMissingBucketIsNamed() throws IOException {
        Map<String, String> settings = settings(Map.of("gatehouse.mode", "local"));
        settings.remove("gatehouse.aws.bucket");

        try (ServiceProcess service = ServiceProcess.launch(folder.resolve("data"), settings)) {
            assertThat(service.awaitExit()).isNotZero();
            assertThat(service.output()).contains("gatehouse.aws.bucket");
        }
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("gatehouse.store", "aws");
        settings.put("gatehouse.log.origin", ORIGIN);
        settings.put("gatehouse.aws.bucket", bucket);
        settings.put("gatehouse.aws.region", "eu-central-1");
        settings.put("gatehouse.aws.endpoint", Moto.endpoint().toString());
        settings.put("gatehouse.aws.kms-endpoint", KMS.endpoint().toString());
        settings.put("gatehouse.aws.signing-key", FakeKms.KEY);
        settings.put("gatehouse.aws.lease", "15s");
        settings.put("gatehouse.aws.lease-margin", "2s");
        settings.put("gatehouse.aws.call-timeout", "60s");
        settings.put("gatehouse.aws.attempt-timeout", "30s");
        settings.put("aws.accessKeyId", "test");
        settings.put("aws.secretAccessKey", "test");
        settings.putAll(more);
        return settings;
    }
}
