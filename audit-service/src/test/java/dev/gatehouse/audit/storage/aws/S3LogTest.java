package dev.gatehouse.audit.storage.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.LogStorage;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.storage.LogStorageContract;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** A log in moto's S3. */
class S3LogTest extends LogStorageContract {
    private static final S3Client S3 = Clients.moto();

    private final S3Place place = Clients.place(S3);

    @Override
    protected LogStorage open() {
        return open(place);
    }

    private static S3Log open(S3Place place) {
        return S3Log.take(S3, place, Clients.TERMS, LeaseClocks.system()).orElseThrow();
    }

    @Test
    void aFrameThatStandsThereAlreadyIsOwn() {
        PayloadStore payloads = open().payloads();
        payloads.append(3, 0, bytes("frame"));

        payloads.append(3, 0, bytes("frame"));

        assertThat(payloads.list()).containsExactly(new PayloadStore.Segment(3, 5));
    }

    @Test
    void anotherFrameInItsPlaceIsAnotherWriters() {
        LogStorage before = open();
        before.payloads().append(3, 0, bytes("frame"));
        before.close();
        PayloadStore payloads = open().payloads();

        assertThatThrownBy(() -> payloads.append(3, 0, bytes("other"))).isInstanceOf(StorageConflict.class);

        assertThat(text(payloads.read(3, 0, 100))).isEqualTo("frame");
    }

    @Test
    void aLateWriteOfOnesOwnIsNoOtherWriter() {
        PayloadStore payloads = open().payloads();
        payloads.append(3, 0, bytes("given up, and there after all"));

        assertThatThrownBy(() -> payloads.append(3, 0, bytes("the next try")))
                .isInstanceOf(StorageFailed.class)
                .isNotInstanceOf(StorageConflict.class);
    }

    @Test
    void aFrameDoesNotGrowAndIsNotCut() {
        PayloadStore payloads = open().payloads();
        payloads.append(0, 0, bytes("frame"));

        assertThatThrownBy(() -> payloads.append(0, 5, bytes("more"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> payloads.truncate(0, 4)).isInstanceOf(MalformedLog.class);
        assertThatThrownBy(() -> payloads.truncate(0, 0)).isInstanceOf(MalformedLog.class);

        assertThat(text(payloads.read(0, 0, 100))).isEqualTo("frame");
    }

    @Test
    void nothingIsWrittenOverBeyondTheEnd() {
        PayloadStore payloads = open().payloads();
        payloads.append(0, 0, bytes("01234"));

        payloads.overwrite(0, 3, bytes(".."));
        assertThatThrownBy(() -> payloads.overwrite(0, 4, bytes(".."))).isInstanceOf(IllegalArgumentException.class);

        assertThat(text(payloads.read(0, 0, 100))).isEqualTo("012..");
    }

    @Test
    void noOlderVersionOfWhatWasWrittenOverStays() {
        S3.putBucketVersioning(request -> request.bucket(place.bucket())
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        PayloadStore payloads = open().payloads();
        payloads.append(0, 0, bytes("secret of one"));
        payloads.append(1, 0, bytes("secret of two"));
        payloads.overwrite(0, 0, bytes("......"));

        payloads.overwrite(0, 10, bytes("..."));

        assertThat(versions("audit/payload/00000000000000000000")).isEqualTo(1);
        assertThat(text(payloads.read(0, 0, 100))).isEqualTo("...... of ...");
        assertThat(versions("audit/payload/00000000000000000001")).isEqualTo(1);
    }

    private int versions(String key) {
        return S3.listObjectVersions(request -> request.bucket(place.bucket()).prefix(key))
                .versions()
                .size();
    }

    @Test
    void moreSegmentsAreListedThanOneAnswerHolds() {
        LogStorage log = open();
        LongStream.range(0, 1_005)
                .parallel()
                .forEach(first -> S3.putObject(
                        request -> request.bucket(place.bucket())
                                .key(String.format(Locale.ROOT, "audit/payload/%020d", first)),
                        RequestBody.fromString("x")));

        assertThat(log.payloads().list())
                .extracting(PayloadStore.Segment::first)
                .containsExactlyElementsOf(LongStream.range(0, 1_005).boxed().toList());
    }

    @Test
    void aMissingSegmentIsNoEmptyOne() {
        PayloadStore payloads = open().payloads();

        assertThatThrownBy(() -> payloads.read(0, 0, 10))
                .isInstanceOf(StorageFailed.class)
                .hasMessageContaining("NoSuchKey");
    }

    @Test
    void aMissingBucketIsNoEmptyLog() {
        S3Place nowhere = new S3Place("no-such-bucket-here", "", Optional.empty());

        assertThatThrownBy(() -> open(nowhere))
                .isInstanceOf(StorageFailed.class)
                .hasMessageContaining("NoSuchBucket");
    }

    @Test
    void tilesMayBeCachedForEverAndTheCheckpointMayNot() {
        LogStorage log = open();
        log.tiles().put("tile/0/000", new byte[8_192]);
        log.checkpoints().replace(Optional.empty(), new byte[10]);

        HeadObjectResponse tile = head("audit/tile/0/000");
        HeadObjectResponse checkpoint = head("audit/checkpoint");

        assertThat(tile.cacheControl()).isEqualTo("public, max-age=31536000, immutable");
        assertThat(tile.contentType()).isEqualTo("application/octet-stream");
        assertThat(checkpoint.cacheControl()).isEqualTo("no-cache");
        assertThat(checkpoint.contentType()).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void everythingIsEncryptedWithTheKeyThatIsNamed() {
        S3Place sealed = new S3Place(place.bucket(), "sealed/", Optional.of("alias/audit"));
        S3Log log = open(sealed);
        log.payloads().append(0, 0, bytes("frame"));
        log.tiles().put("tile/0/000.p/1", new byte[32]);
        log.checkpoints().replace(Optional.empty(), new byte[10]);

        for (String name : new String[] {"lease", "payload/00000000000000000000", "tile/0/000.p/1", "checkpoint"}) {
            HeadObjectResponse head = head("sealed/" + name);
            assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
            assertThat(head.ssekmsKeyId()).isEqualTo("alias/audit");
        }
    }

    private HeadObjectResponse head(String key) {
        return S3.headObject(request -> request.bucket(place.bucket()).key(key));
    }

    @Test
    void noPayloadIsReadAsATile() {
        LogStorage log = open();
        log.payloads().append(0, 0, bytes("frame"));

        assertThat(log.tiles().get("payload/00000000000000000000")).isEmpty();
        assertThatThrownBy(() -> log.tiles().put("checkpoint", new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.tiles().delete("payload/00000000000000000000"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCheckpointThatAnotherWroteMeanwhileStays() {
        LogStorage log = open();
        log.checkpoints().replace(Optional.empty(), "one".getBytes(UTF_8));
        S3.putObject(
                request -> request.bucket(place.bucket()).key("audit/checkpoint"), RequestBody.fromString("another's"));

        assertThatThrownBy(() -> log.checkpoints().replace(Optional.of("one".getBytes(UTF_8)), new byte[10]))
                .isInstanceOf(StorageConflict.class);

        assertThat(log.checkpoints().read().map(LogStorageContract::text)).contains("another's");
    }
}
