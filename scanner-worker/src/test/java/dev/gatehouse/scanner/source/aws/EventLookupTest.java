package dev.gatehouse.scanner.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.store.aws.Moto;
import dev.gatehouse.scanner.work.ChangedObject;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.Target;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What events name is found as the listing has it, so that what a listing scanned is not scanned again. */
class EventLookupTest {
    private final S3Client s3 = Moto.client(S3Client.builder().forcePathStyle(true), Moto.endpoint())
            .build();
    private final SsmClient ssm =
            Moto.client(SsmClient.builder(), Moto.endpoint()).build();

    private String bucket() {
        String name = "scan-" + UUID.randomUUID();
        s3.createBucket(create ->
                create.bucket(name).createBucketConfiguration(place -> place.locationConstraint("eu-central-1")));
        return name;
    }

    private static ChangedObject object(String bucket, String key, Optional<String> version) {
        return new ChangedObject("s3", bucket + "/" + key, key, version);
    }

    private static ChangedObject parameter(String name) {
        return new ChangedObject("ssm", name, name, Optional.empty());
    }

    @Test
    void findsAnObjectAsTheListingHasIt() throws Exception {
        String bucket = bucket();
        String key = "a+b %41/\u00e4";
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("text"));
        S3Source source = new S3Source(s3, 10, 100);
        Target target = new Target("t", "s3", bucket, Map.of());

        Listing found = source.look(target, object(bucket, key, Optional.of("v-of-the-event")));

        assertThat(found.objects()).isNotEmpty();
        assertThat(found.objects())
                .isEqualTo(source.list(target, Optional.empty()).objects());
    }

    @Test
    void findsAVersionWhereVersionsAreScanned() throws Exception {
        String bucket = bucket();
        s3.putBucketVersioning(
                put -> put.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        String first = s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("first"))
                .versionId();
        s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("second one"));
        S3Source source = new S3Source(s3, 10, 100);

        Listing found = source.look(
                new Target("t", "s3", bucket, Map.of("versions", "true")), object(bucket, "k", Optional.of(first)));

        assertThat(found.objects()).singleElement().satisfies(object -> {
            assertThat(object.name().version()).contains(first);
            assertThat(object.size()).isEqualTo(5);
        });
    }

    @Test
    void judgesAnObjectByItsTargetsOptions() throws Exception {
        String bucket = bucket();
        s3.putObject(put -> put.bucket(bucket).key("a.png"), RequestBody.fromString("x"));
        s3.putObject(put -> put.bucket(bucket).key("large"), RequestBody.fromString("x".repeat(101)));
        S3Source source = new S3Source(s3, 10, 100);
        Target target = new Target("t", "s3", bucket, Map.of("exclude", ".png"));

        assertThat(source.look(target, object(bucket, "a.png", Optional.empty()))
                        .left())
                .extracting(CoverageEntry::coverage)
                .hasOnlyElementsOfType(Coverage.Excluded.class)
                .hasSize(1);
        assertThat(source.look(target, object(bucket, "large", Optional.empty()))
                        .left())
                .extracting(CoverageEntry::coverage)
                .hasOnlyElementsOfType(Coverage.Partial.class)
                .hasSize(1);
        assertThat(source.look(target, object(bucket, "gone", Optional.empty())))
                .isEqualTo(Calls.NOTHING);
    }

    @Test
    void findsAParameterAsTheListingHasIt() throws Exception {
        String name = "/" + UUID.randomUUID() + "/plain";
        ssm.putParameter(put -> put.name(name).type(ParameterType.STRING).value("value"));
        ssm.putParameter(put ->
                put.name(name + "/sealed").type(ParameterType.SECURE_STRING).value("value"));
        SsmSource source = new SsmSource(ssm);
        Target target = new Target("t", "ssm", "/", Map.of());

        ListedObject found = source.look(target, parameter(name)).objects().getFirst();

        assertThat(found.name().path()).isEqualTo(name);
        assertThat(found.stamp()).isPresent();
        assertThat(source.look(target, parameter(name + "/sealed")).left()).hasSize(1);
        assertThat(source.look(target, parameter(name + "/none"))).isEqualTo(Calls.NOTHING);
    }

    @Test
    void findsATaskDefinition() throws Exception {
        EcsClient ecs = Moto.client(EcsClient.builder(), Moto.endpoint()).build();
        String arn = ecs.registerTaskDefinition(task -> task.family("f-" + UUID.randomUUID())
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("c")
                                .image("i")
                                .memory(64)
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();

        Listing found = new EcsSource(ecs)
                .look(new Target("t", "ecs", "*", Map.of()), new ChangedObject("ecs", "*", arn, Optional.empty()));

        assertThat(found.objects())
                .singleElement()
                .satisfies(object -> assertThat(object.stamp()).contains(arn));
    }
}
