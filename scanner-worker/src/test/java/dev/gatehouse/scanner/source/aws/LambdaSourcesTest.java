package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.endpoint.AllowedEndpoints;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.store.aws.Moto;
import dev.gatehouse.scanner.work.ChangedObject;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Functions' environments and code. Moto gives no URL that can be called, so that the code itself comes from a stand-in. */
class LambdaSourcesTest {
    private static final Target ENVIRONMENT = new Target("t", "lambda", "*", Map.of());
    private static final Target CODE = new Target("t", "lambda-code", "*", Map.of());
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:f";

    private static LambdaClient client(URI endpoint) {
        return Moto.client(LambdaClient.builder(), endpoint).build();
    }

    private static LambdaCodeSource code(LambdaClient lambda, long maxBytes) {
        AllowedEndpoints local = AllowedEndpoints.local(List.of("127.0.0.1"));
        return new LambdaCodeSource(lambda, new PresignedDownload(local, maxBytes, Duration.ofMinutes(2)), maxBytes);
    }

    private static String make(LambdaClient lambda) throws IOException {
        String role = "r-" + UUID.randomUUID();
        String arn = Moto.client(IamClient.builder(), Moto.endpoint())
                .build()
                .createRole(create -> create.roleName(role).assumeRolePolicyDocument("{}"))
                .role()
                .arn();
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("index.py"));
            out.write("pass".getBytes(UTF_8));
        }
        return lambda.createFunction(create -> create.functionName("f-" + UUID.randomUUID())
                        .runtime(Runtime.PYTHON3_12)
                        .handler("index.handler")
                        .role(arn)
                        .environment(of -> of.variables(Map.of("B", "2", "A", "1")))
                        .code(of -> of.zipFile(SdkBytes.fromByteArray(zip.toByteArray()))))
                .functionArn();
    }

    private static Listing only(Listing listing, String arn) {
        return new Listing(
                listing.objects().stream()
                        .filter(object -> object.name().path().startsWith(arn))
                        .toList(),
                List.of(),
                Optional.empty());
    }

    @Test
    void readsEnvironmentsAndFindsThemAsTheListingHasThem() throws Exception {
        LambdaClient lambda = client(Moto.endpoint());
        String arn = make(lambda);
        LambdaSource source = new LambdaSource(lambda);

        Listing found = source.look(ENVIRONMENT, new ChangedObject("lambda", "*", arn, Optional.empty()));

        assertThat(found.objects()).hasSize(1);
        assertThat(found).isEqualTo(only(source.list(ENVIRONMENT, Optional.empty()), arn));
        try (InputStream in = source.open(ENVIRONMENT, found.objects().getFirst())) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("A=1\nB=2");
        }
    }

    @Test
    void listsCodeAndFindsItAsTheListingHasIt() throws Exception {
        LambdaClient lambda = client(Moto.endpoint());
        String arn = make(lambda);
        LambdaCodeSource source = code(lambda, 1_000);

        Listing found = source.look(CODE, new ChangedObject("lambda-code", "*", arn, Optional.empty()));

        assertThat(found.objects()).singleElement().satisfies(object -> {
            assertThat(object.size()).isPositive();
            assertThat(object.stamp()).isPresent();
        });
        assertThat(found).isEqualTo(only(source.list(CODE, Optional.empty()), arn));
        assertThat(code(lambda, 10)
                        .look(CODE, new ChangedObject("lambda-code", "*", arn, Optional.empty()))
                        .left())
                .singleElement()
                .satisfies(left -> assertThat(left.coverage()).isInstanceOf(Coverage.Partial.class));
        assertThat(source.look(CODE, new ChangedObject("lambda-code", "*", arn + "x", Optional.empty())))
                .isEqualTo(Calls.NOTHING);
    }

    private static String function(String location, String type) {
        return """
                {"Configuration": {"FunctionName": "f", "FunctionArn": "%s", "CodeSha256": "h1", "CodeSize": 3,
                  "PackageType": "%s"}, "Code": {"RepositoryType": "S3", "Location": "%s"}}""".formatted(FUNCTION, type, location);
    }

    private static ListedObject listed(String hash) {
        return new ListedObject(ObjectName.of("lambda-code", FUNCTION), 3, Optional.of(hash));
    }

    @Test
    void readsTheCodeThatWasListed() throws Exception {
        try (Answers bucket = new Answers(exchange -> Answers.send(exchange, 200, "zip"));
                Answers aws =
                        new Answers(exchange -> Answers.send(exchange, 200, function(bucket.uri() + "/code", "Zip")))) {
            LambdaCodeSource source = code(client(aws.uri()), 100);

            try (InputStream in = source.open(CODE, listed("h1"))) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("zip");
            }
            assertThatThrownBy(() -> source.open(CODE, listed("h0"))).isInstanceOf(ObjectUnreadable.class);
        }
    }

    @Test
    void doesNotCallALocationElsewhere() {
        try (Answers aws =
                new Answers(exchange -> Answers.send(exchange, 200, function("https://evil.test/x?sig=1", "Zip")))) {
            assertThatThrownBy(() -> code(client(aws.uri()), 100).open(CODE, listed("h1")))
                    .isInstanceOfSatisfying(
                            ObjectUnreadable.class,
                            e -> assertThat(e.coverage()).isInstanceOf(Coverage.Denied.class))
                    .hasMessageNotContaining("sig");
        }
    }

    @Test
    void leavesAContainerImageOut() throws Exception {
        try (Answers aws = new Answers(exchange -> Answers.send(exchange, 200, function("x", "Image")))) {
            Listing found = code(client(aws.uri()), 100)
                    .look(CODE, new ChangedObject("lambda-code", "*", FUNCTION, Optional.empty()));

            assertThat(found.left())
                    .singleElement()
                    .satisfies(left -> assertThat(left.coverage()).isInstanceOf(Coverage.Excluded.class));
        }
    }

    @Test
    void aDeniedListingIsAFailedOneAndADeniedObjectIsInTheLedger() throws Exception {
        try (Answers aws = Answers.denying()) {
            LambdaCodeSource source = code(client(aws.uri()), 100);

            assertThatThrownBy(() -> source.list(CODE, Optional.empty()))
                    .isInstanceOfSatisfying(
                            ListingFailed.class, e -> assertThat(e.isPassing()).isFalse());
            assertThat(source.look(CODE, new ChangedObject("lambda-code", "*", FUNCTION, Optional.empty()))
                            .left())
                    .singleElement()
                    .satisfies(left -> assertThat(left.coverage()).isInstanceOf(Coverage.Denied.class));
            assertThatThrownBy(() -> new LambdaSource(client(aws.uri())).list(ENVIRONMENT, Optional.empty()))
                    .isInstanceOf(ListingFailed.class);
        }
    }
}
