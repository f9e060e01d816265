package dev.gatehouse.scanner.store.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.Quarantine;
import dev.gatehouse.scanner.response.Quarantine.Order;
import dev.gatehouse.scanner.triage.Sample;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

class S3QuarantineTest {
    private static final String ITEM = "0".repeat(32);
    private static final String KEY = "a b/ü+%.env";
    private static final String KMS_KEY = "arn:aws:kms:eu-central-1:123456789012:key/quarantine";

    private final S3Client s3 = Moto.client(S3Client.builder(), Moto.endpoint())
            .forcePathStyle(true)
            .build();
    private final String bucket = "watched-" + UUID.randomUUID();
    private final String kept = "kept-" + UUID.randomUUID();

    @BeforeEach
    void buckets() {
        s3.createBucket(
                create -> create.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint("eu-central-1")));
        s3.createBucket(
                create -> create.bucket(kept).createBucketConfiguration(c -> c.locationConstraint("eu-central-1")));
        s3.putBucketVersioning(put -> put.bucket(bucket)
                .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
    }

    private S3Quarantine quarantine(boolean tagged) {
        return new S3Quarantine(s3, new S3Quarantine.Keeping(kept, Optional.of(KMS_KEY), tagged));
    }

    private PutObjectResponse put(String content) {
        return s3.putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromString(content));
    }

    private Order order(Optional<String> version, String etag) {
        return new Order(
                ITEM,
                new ObjectName("s3://" + bucket, KEY, version),
                Optional.of(new Quarantine.Seen("0".repeat(64), Optional.of(etag))),
                false,
                Sample.fingerprint(7),
                "response-1",
                "token:ada",
                Sample.NOON);
    }

    private String read(String from, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(from).key(key)).asUtf8String();
    }

    @Test
    void copiesTheExactVersionUnderItsKeyAndDeletesIt() {
        PutObjectResponse leaked = put("leaked");
        put("later");

        Quarantine.Taken taken = quarantine(false).take(order(Optional.of(leaked.versionId()), leaked.eTag()));

        assertThat(taken).isInstanceOf(Quarantine.Kept.class);
        assertThat(read(kept, ITEM + "/content")).isEqualTo("leaked");
        assertThat(s3.headObject(head -> head.bucket(kept).key(ITEM + "/content"))
                        .ssekmsKeyId())
                .isEqualTo(KMS_KEY);
        assertThat(read(kept, ITEM + "/manifest.json"))
                .contains(leaked.versionId(), "response-1")
                .doesNotContain("leaked\"");
        assertThat(read(bucket, KEY)).isEqualTo("later");
        assertThat(s3.listObjectVersions(list -> list.bucket(bucket)).versions())
                .hasSize(1);
        assertThat(quarantine(false).take(order(Optional.of(leaked.versionId()), leaked.eTag())))
                .isInstanceOf(Quarantine.Kept.class);
    }

    @Test
    void takesNothingThatIsAnotherContentByNow() {
        PutObjectResponse leaked = put("leaked");
        put("later");

        Quarantine.Taken taken = quarantine(false).take(order(Optional.empty(), leaked.eTag()));

        assertThat(taken).isEqualTo(new Quarantine.Changed());
        assertThat(read(bucket, KEY)).isEqualTo("later");
        assertThat(s3.listObjectsV2(list -> list.bucket(kept)).contents()).isEmpty();
    }

    @Test
    void givesBackWhereNothingIsInItsPlace() {
        PutObjectResponse leaked = put("leaked");
        ObjectName object = ObjectName.of("s3://" + bucket, KEY);
        quarantine(false).take(order(Optional.empty(), leaked.eTag()));
        put("in its place");
        assertThat(quarantine(false).giveBack(ITEM, object)).isInstanceOf(Quarantine.Stays.class);
        s3.deleteObject(delete -> delete.bucket(bucket).key(KEY));

        Quarantine.Returned back = quarantine(false).giveBack(ITEM, object);

        assertThat(back).isEqualTo(new Quarantine.Restored());
        assertThat(read(bucket, KEY)).isEqualTo("leaked");
        assertThat(quarantine(false).giveBack(ITEM, object)).isEqualTo(new Quarantine.NotKept());
    }

    @Test
    void tagsAVersionThatAPolicyDenies() {
        PutObjectResponse leaked = put("leaked");
        ObjectName object = ObjectName.of("s3://" + bucket, KEY);

        Quarantine.Taken taken = quarantine(true).take(order(Optional.empty(), leaked.eTag()));

        assertThat(taken).isInstanceOf(Quarantine.Kept.class);
        assertThat(s3.getObjectTagging(get -> get.bucket(bucket).key(KEY)).tagSet())
                .containsExactly(Tag.builder().key(S3Quarantine.TAG).value(ITEM).build());
        assertThat(quarantine(true).giveBack(ITEM, object)).isEqualTo(new Quarantine.Restored());
        assertThat(s3.getObjectTagging(get -> get.bucket(bucket).key(KEY)).tagSet())
                .isEmpty();
    }

    @Test
    void saysThatWhatIsGoneIsGone() {
        assertThat(quarantine(false).take(order(Optional.empty(), "\"x\""))).isEqualTo(new Quarantine.Gone());
    }
}
