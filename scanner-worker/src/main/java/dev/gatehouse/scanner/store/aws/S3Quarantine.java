package dev.gatehouse.scanner.store.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.Quarantine;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Takes objects of S3: the exact version is copied to {@code <item>/content} of another bucket, under its KMS key, with {@code
 * <item>/manifest.json}; then that version is deleted, or tagged {@code gatehouse-quarantine}, so that the bucket's policy denies it.
 * It is taken only where its ETag is what was scanned. In a bucket without versions a deletion is final but for the copy.
 */
public final class S3Quarantine implements Quarantine {
    /** What one call can copy. */
    static final long MAX_BYTES = 5L << 30;

    /** The tag of a version that is denied; its value is the item. */
    static final String TAG = "gatehouse-quarantine";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEME = "s3://";

    private final S3Client s3;
    private final Keeping keeping;

    public S3Quarantine(S3Client s3, Keeping keeping) {
        this.s3 = s3;
        this.keeping = keeping;
    }

    /**
     * How objects are kept.
     *
     * @param bucket where
     * @param kmsKey under which key; the bucket's own where empty
     * @param tagged whether the version is tagged, and not deleted
     */
    public record Keeping(String bucket, Optional<String> kmsKey, boolean tagged) {}

    @Override
    public String kind() {
        return "s3";
    }

    @Override
    public Taken take(Order order) {
        Optional<HeadObjectResponse> found = head(
                bucket(order.object()), order.object().path(), order.object().version());
        Optional<HeadObjectResponse> kept = head(keeping.bucket(), order.item() + "/manifest.json", Optional.empty());
        if (found.isEmpty()) {
            return kept.isPresent() ? kept() : new Gone();
        }
        HeadObjectResponse head = found.get();
        boolean isSeen = order.seen()
                .flatMap(Seen::stamp)
                .map(head.eTag()::equals)
                .orElse(order.object().version().isPresent());
        if (!isSeen) {
            // What was taken before is not what is found there now.
            return kept.isPresent() ? kept() : new Changed();
        }
        if (head.contentLength() > MAX_BYTES) {
            return new Left("take " + name(order.object()) + " out of reach by hand: it has more than 5 GiB");
        }
        if (kept.isEmpty()) {
            copy(order, head);
            keepManifest(order, head);
        }
        remove(order, head);
        return kept();
    }

    private Kept kept() {
        return new Kept(
                keeping.tagged()
                        ? "is denied, and kept in the quarantine"
                        : "is in quarantine, and that version is deleted");
    }

    private void copy(Order order, HeadObjectResponse head) {
        CopyObjectRequest.Builder copy = CopyObjectRequest.builder()
                .sourceBucket(bucket(order.object()))
                .sourceKey(order.object().path())
                .sourceVersionId(head.versionId())
                .copySourceIfMatch(head.eTag())
                .destinationBucket(keeping.bucket())
                .destinationKey(order.item() + "/content");
        keeping.kmsKey()
                .ifPresent(key ->
                        copy.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(key));
        call("copy an object to the quarantine", client -> client.copyObject(copy.build()));
    }

    private void keepManifest(Order order, HeadObjectResponse head) {
        ObjectNode json = JSON.createObjectNode()
                .put("source", order.object().source())
                .put("path", order.object().path())
                .put("etag", head.eTag())
                .put("size", head.contentLength())
                .put("modified", String.valueOf(head.lastModified()))
                .put("finding", order.finding().text())
                .put("response", order.response())
                .put("who", order.who())
                .put("at", order.at().toString());
        order.seen().ifPresent(seen -> json.put("sha256", seen.hash()));
        if (head.versionId() != null) {
            json.put("version", head.versionId());
        }
        call(
                "write a manifest",
                client -> client.putObject(
                        put -> put.bucket(keeping.bucket())
                                .key(order.item() + "/manifest.json")
                                .contentType("application/json"),
                        RequestBody.fromString(json.toString())));
    }

    private void remove(Order order, HeadObjectResponse head) {
        String bucket = bucket(order.object());
        String key = order.object().path();
        if (keeping.tagged()) {
            Tag tag = Tag.builder().key(TAG).value(order.item()).build();
            call(
                    "tag a version",
                    client -> client.putObjectTagging(put -> put.bucket(bucket)
                            .key(key)
                            .versionId(head.versionId())
                            .tagging(Tagging.builder().tagSet(tag).build())));
        } else {
            call(
                    "delete a version",
                    client -> client.deleteObject(
                            delete -> delete.bucket(bucket).key(key).versionId(head.versionId())));
        }
    }

    @Override
    public Returned giveBack(String item, ObjectName object) {
        if (head(keeping.bucket(), item + "/content", Optional.empty()).isEmpty()) {
            return new NotKept();
        }
        if (keeping.tagged()) {
            call(
                    "remove a tag",
                    client -> client.deleteObjectTagging(delete -> {
                        delete.bucket(bucket(object)).key(object.path());
                        object.version().ifPresent(delete::versionId);
                    }));
        } else if (head(bucket(object), object.path(), Optional.empty()).isPresent()) {
            return new Stays("another object is in its place");
        } else {
            call(
                    "give an object back",
                    client -> client.copyObject(copy -> copy.sourceBucket(keeping.bucket())
                            .sourceKey(item + "/content")
                            .destinationBucket(bucket(object))
                            .destinationKey(object.path())));
        }
        call(
                "forget a kept object",
                client -> client.deleteObject(
                        delete -> delete.bucket(keeping.bucket()).key(item + "/content")));
        return new Restored();
    }

    private Optional<HeadObjectResponse> head(String bucket, String key, Optional<String> version) {
        HeadObjectRequest.Builder request =
                HeadObjectRequest.builder().bucket(bucket).key(key);
        version.ifPresent(request::versionId);
        return call("look at an object", client -> {
            try {
                return Optional.of(client.headObject(request.build()));
            } catch (AwsServiceException e) {
                if (e.statusCode() == 404 || e.statusCode() == 405) {
                    // 405: the version is a marker of a deletion.
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private <T> T call(String what, Function<S3Client, T> call) {
        try {
            return call.apply(s3);
        } catch (SdkException e) {
            throw AwsFailures.of(what, e);
        }
    }

    private static String bucket(ObjectName object) {
        return object.source().substring(SCHEME.length());
    }

    private static String name(ObjectName object) {
        return object.source() + "/" + object.path();
    }
}
