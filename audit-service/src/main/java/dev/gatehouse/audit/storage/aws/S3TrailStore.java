package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.cloudtrail.TrailStore;
import dev.gatehouse.audit.ingest.cloudtrail.TrailUnavailable;
import dev.gatehouse.audit.ingest.file.AllowedBuckets;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The buckets that trails and flow logs are delivered to, read only. What is in a bucket that nobody allowed is not there. */
public final class S3TrailStore implements TrailStore {
    private final S3Client s3;
    private final AllowedBuckets buckets;
    private final int maxStored;

    /**
     * @param s3 a client that {@link AwsClientSettings#applyTo} was given
     * @param buckets the buckets that may be read
     * @param maxStored bytes that a file may have; of a larger one, so many and one more are read
     */
    public S3TrailStore(S3Client s3, AllowedBuckets buckets, int maxStored) {
        this.s3 = s3;
        this.buckets = buckets;
        this.maxStored = maxStored;
    }

    @Override
    public Optional<StoredObject> get(ObjectLocation location) {
        Optional<String> bucket = location.bucket().filter(buckets::allows);
        if (bucket.isEmpty()) {
            return Optional.empty();
        }
        try (ResponseInputStream<GetObjectResponse> answer =
                s3.getObject(request -> request.bucket(bucket.get()).key(location.key()))) {
            return Optional.of(new StoredObject(location, bytes(answer), metadata(answer.response())));
        } catch (SdkException e) {
            if (e instanceof AwsServiceException service
                    && AwsError.code(service).equals("NoSuchKey")) {
                return Optional.empty();
            }
            throw unavailable("a file of the trail can't be read", e);
        } catch (IOException e) {
            // Its message may be about what was sent; its kind says enough.
            throw new TrailUnavailable(
                    "a file of the trail can't be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private ByteSlice bytes(ResponseInputStream<GetObjectResponse> answer) throws IOException {
        byte[] bytes = answer.readNBytes(maxStored + 1);
        long length = answer.response().contentLength();
        if (bytes.length < Math.min(length, maxStored + 1L)) {
            throw new IOException("the answer is cut off");
        }
        if (bytes.length > maxStored) {
            // Otherwise closing would read the rest.
            answer.abort();
        }
        return ByteSlice.of(bytes);
    }

    private static Map<String, String> metadata(GetObjectResponse object) {
        Map<String, String> metadata = new HashMap<>();
        object.metadata().forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
        return metadata;
    }

    @Override
    public List<String> keys(String bucket, String prefix) {
        if (!buckets.allows(bucket)) {
            return List.of();
        }
        try {
            return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        } catch (SdkException e) {
            throw unavailable("the trail's bucket can't be listed", e);
        }
    }

    private static TrailUnavailable unavailable(String what, SdkException failure) {
        AwsError error = AwsError.of(failure);
        return new TrailUnavailable(what + ": " + error.getMessage(), error);
    }
}
