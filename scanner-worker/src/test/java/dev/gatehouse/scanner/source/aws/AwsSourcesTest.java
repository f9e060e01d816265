package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.store.aws.Moto;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class AwsSourcesTest {
    private final List<CoverageEntry> left = new ArrayList<>();

    private List<ListedObject> all(TargetSource source, String location, Map<String, String> options)
            throws ListingFailed {
        Target target = new Target("t", source.kind(), location, options);
        List<ListedObject> objects = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Listing part = source.list(target, cursor);
            objects.addAll(part.objects());
            left.addAll(part.left());
            cursor = part.next();
        } while (cursor.isPresent());
        return objects;
    }

    private static String read(TargetSource source, String location, ListedObject object) throws IOException {
        try (InputStream in = source.open(new Target("t", source.kind(), location, Map.of()), object)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static S3Client s3() {
        return Moto.client(S3Client.builder().forcePathStyle(true), Moto.endpoint())
                .build();
    }

    private static String bucket(S3Client s3) {
        String name = "scan-" + UUID.randomUUID();
        s3.createBucket(create ->
                create.bucket(name).createBucketConfiguration(place -> place.locationConstraint("eu-central-1")));
        return name;
    }

    @Test
    void listsABucketPageByPageBelowItsPrefix() throws Exception {
        S3Client s3 = s3();
        String bucket = bucket(s3);
        for (int i = 0; i < 7; i++) {
            String key = "in/\u00e4 " + i;
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("text " + key));
        }
        s3.putObject(put -> put.bucket(bucket).key("out/x"), RequestBody.fromString("x"));
        s3.putObject(put -> put.bucket(bucket).key("in/picture.png"), RequestBody.fromString("x"));
        s3.putObject(put -> put.bucket(bucket).key("in/large"), RequestBody.fromString("x".repeat(101)));
        S3Source source = new S3Source(s3, 3, 100);

        List<ListedObject> objects = all(source, bucket + "/in/", Map.of("exclude", ".png"));

        assertThat(objects)
                .extracting(object -> object.name().path())
                .containsExactly(
                        "in/\u00e4 0",
                        "in/\u00e4 1",
                        "in/\u00e4 2",
                        "in/\u00e4 3",
                        "in/\u00e4 4",
                        "in/\u00e4 5",
                        "in/\u00e4 6");
        assertThat(left).hasSize(2);
        assertThat(read(source, bucket + "/in/", objects.get(4))).isEqualTo("text in/\u00e4 4");
    }

    @Test
    void listsEveryVersionThatIsAskedFor() throws Exception {
        S3Client s3 = s3();
        String bucket = bucket(s3);
        s3.putBucketVersioning(
                put -> put.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        for (int i = 0; i < 4; i++) {
            String text = "version " + i;
            s3.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString(text));
        }
        S3Source source = new S3Source(s3, 100, 100);

        List<ListedObject> objects = all(source, bucket, Map.of("versions", "true"));

        assertThat(objects).hasSize(4);
        List<String> texts = new ArrayList<>();
        for (ListedObject object : objects) {
            texts.add(read(source, bucket, object));
        }
        assertThat(texts).containsExactlyInAnyOrder("version 0", "version 1", "version 2", "version 3");
    }

    @Test
    void aBucketThatCanNotBeListedIsAFailedListing() {
        S3Source source = new S3Source(s3(), 3, 100);

        assertThatThrownBy(() -> all(source, "no-such-" + UUID.randomUUID(), Map.of()))
                .isInstanceOfSatisfying(
                        ListingFailed.class, e -> assertThat(e.isPassing()).isFalse());
    }

    @Test
    void anObjectThatChangedSinceTheListingIsNotTakenForTheListedOne() throws Exception {
        S3Client s3 = s3();
        String bucket = bucket(s3);
        s3.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("one"));
        S3Source source = new S3Source(s3, 3, 100);
        ListedObject listed = all(source, bucket, Map.of()).getFirst();
        s3.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("two"));

        assertThatThrownBy(() -> read(source, bucket, listed)).isInstanceOf(ObjectUnreadable.class);
        s3.deleteObject(delete -> delete.bucket(bucket).key("a"));
        assertThatThrownBy(() -> read(source, bucket, listed)).isInstanceOf(ObjectUnreadable.class);
    }

    @Test
    void readsPlainParametersAndLeavesSecureOnesOut() throws Exception {
        SsmClient ssm = Moto.client(SsmClient.builder(), Moto.endpoint()).build();
        String prefix = "/" + UUID.randomUUID();
        ssm.putParameter(
                put -> put.name(prefix + "/plain").type(ParameterType.STRING).value("value 1"));
        ssm.putParameter(put ->
                put.name(prefix + "/sealed").type(ParameterType.SECURE_STRING).value("value 2"));
        SsmSource source = new SsmSource(ssm);

        List<ListedObject> objects = all(source, prefix, Map.of());

        assertThat(objects)
                .singleElement()
                .satisfies(object -> assertThat(read(source, prefix, object)).isEqualTo("value 1"));
        assertThat(left).singleElement().extracting(CoverageEntry::coverage).isInstanceOf(Coverage.Excluded.class);
    }

    @Test
    void readsTaskDefinitions() throws Exception {
        EcsClient ecs = Moto.client(EcsClient.builder(), Moto.endpoint()).build();
        String family = "f-" + UUID.randomUUID();
        ecs.registerTaskDefinition(task -> task.family(family)
                .containerDefinitions(ContainerDefinition.builder()
                        .name("c")
                        .image("i")
                        .memory(64)
                        .command("run", "--key=1")
                        .environment(KeyValuePair.builder()
                                .name("TOKEN")
                                .value("value")
                                .build())
                        .build()));
        EcsSource source = new EcsSource(ecs);

        List<ListedObject> objects = all(source, "*", Map.of()).stream()
                .filter(object -> object.name().path().contains(family))
                .toList();

        assertThat(objects).hasSize(1);
        assertThat(read(source, "*", objects.getFirst())).contains("TOKEN=value", "--key=1");
    }

    @Test
    void readsStateMachines() throws Exception {
        SfnClient sfn = Moto.client(SfnClient.builder(), Moto.endpoint()).build();
        String name = "m-" + UUID.randomUUID();
        String definition =
                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true,\"Comment\":\"key\"}}}";
        sfn.createStateMachine(
                create -> create.name(name).definition(definition).roleArn("arn:aws:iam::123456789012:role/r"));
        StepFunctionsSource source = new StepFunctionsSource(sfn);

        List<ListedObject> objects = all(source, "*", Map.of()).stream()
                .filter(object -> object.name().path().endsWith(name))
                .toList();

        assertThat(read(source, "*", objects.getFirst())).contains("\"Comment\":\"key\"");
    }

    @Test
    void readsStacks() throws Exception {
        CloudFormationClient stacks =
                Moto.client(CloudFormationClient.builder(), Moto.endpoint()).build();
        String name = "s-" + UUID.randomUUID();
        String template =
                "{\"Parameters\":{\"P\":{\"Type\":\"String\"}},\"Resources\":{\"B\":{\"Type\":\"AWS::S3::Bucket\"}},"
                        + "\"Outputs\":{\"O\":{\"Value\":\"output 1\"}}}";
        stacks.createStack(create -> create.stackName(name)
                .templateBody(template)
                .parameters(Parameter.builder()
                        .parameterKey("P")
                        .parameterValue("parameter 1")
                        .build()));
        CloudFormationSource source = new CloudFormationSource(stacks);

        List<ListedObject> objects = all(source, "*", Map.of()).stream()
                .filter(object -> object.name().path().contains(name))
                .toList();

        assertThat(objects).hasSize(2);
        assertThat(read(source, "*", objects.get(0))).contains("P=parameter 1", "O=output 1");
        assertThat(read(source, "*", objects.get(1))).contains("AWS::S3::Bucket");
    }

    @Test
    void readsUserDataOfInstancesAndLaunchTemplates() throws Exception {
        Ec2Client ec2 = Moto.client(Ec2Client.builder(), Moto.endpoint()).build();
        String data = Base64.getEncoder().encodeToString("#!/bin/sh\nKEY=1".getBytes(UTF_8));
        String image = ec2.describeImages(describe -> describe.owners("amazon"))
                .images()
                .getFirst()
                .imageId();
        String instance = ec2.runInstances(
                        run -> run.imageId(image).minCount(1).maxCount(1).userData(data))
                .instances()
                .getFirst()
                .instanceId();
        String template = ec2.createLaunchTemplate(create ->
                        create.launchTemplateName("t-" + UUID.randomUUID()).launchTemplateData(d -> d.userData(data)))
                .launchTemplate()
                .launchTemplateId();
        Ec2Source source = new Ec2Source(ec2);

        List<ListedObject> objects = all(source, "*", Map.of()).stream()
                .filter(object -> object.name().path().startsWith(instance)
                        || object.name().path().startsWith(template))
                .toList();

        assertThat(objects).hasSize(2);
        for (ListedObject object : objects) {
            assertThat(read(source, "*", object)).contains("KEY=1");
        }
    }
}
