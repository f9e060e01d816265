package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.ingest.cloudtrail.TrailUnavailable;
import dev.gatehouse.audit.ingest.file.AllowedBuckets;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3TrailStoreTest {
    private static final S3Client S3 = Clients.moto();

    private final String bucket = Clients.place(S3).bucket();
    private final S3TrailStore store = new S3TrailStore(S3, new AllowedBuckets(Set.of(bucket, "gone-bucket")), 10);

    private void put(String key, String text) {
        S3.putObject(
                request -> request.bucket(bucket).key(key).metadata(Map.of("Signature", "abc")),
                RequestBody.fromString(text));
    }

    @Test
    void aFileIsReadWithItsMetadata() {
        put("AWSLogs/a +%.gz", "0123456789");

        StoredObject file =
                store.get(ObjectLocation.of(bucket, "AWSLogs/a +%.gz")).orElseThrow();

        assertThat(file.bytes().text()).isEqualTo("0123456789");
        assertThat(file.metadata()).containsEntry("signature", "abc");
        assertThat(file.location()).isEqualTo(ObjectLocation.of(bucket, "AWSLogs/a +%.gz"));
    }

    @Test
    void ofATooLargeOneAByteMoreIsReadThanIsAllowed() {
        put("large", "x".repeat(1 << 20));

        assertThat(store.get(ObjectLocation.of(bucket, "large"))
                        .orElseThrow()
                        .bytes()
                        .length())
                .isEqualTo(11);
    }

    @Test
    void whatIsMissingIsNotThere() {
        assertThat(store.get(ObjectLocation.of(bucket, "none"))).isEmpty();
        assertThat(store.get(ObjectLocation.ofFile("none"))).isEmpty();
    }

    @Test
    void aBucketThatNobodyAllowedIsNotAsked() {
        put("there", "x");
        S3TrailStore other = new S3TrailStore(S3, new AllowedBuckets(Set.of("another")), 10);

        assertThat(other.get(ObjectLocation.of(bucket, "there"))).isEmpty();
        assertThat(other.keys(bucket, "")).isEmpty();
    }

    @Test
    void aBucketThatIsGoneIsNotAnEmptyOne() {
        assertThatThrownBy(() -> store.get(ObjectLocation.of("gone-bucket", "key")))
                .isInstanceOf(TrailUnavailable.class)
                .hasMessageContaining("NoSuchBucket");
        assertThatThrownBy(() -> store.keys("gone-bucket", "key")).isInstanceOf(TrailUnavailable.class);
    }

    @Test
    void keysAreListedInTheirOrder() {
        put("p/b", "x");
        put("p/a", "x");
        put("q/c", "x");

        assertThat(store.keys(bucket, "p/")).containsExactly("p/a", "p/b");
        assertThat(store.keys(bucket, "r/")).isEmpty();
        assertThat(Optional.of(store.keys(bucket, "")))
                .hasValueSatisfying(keys -> assertThat(keys).hasSize(3));
    }
}
