package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The objects below one prefix, written with S3's conditions. After a lost answer the SDK writes again and meets its own
 * first write: so whoever is refused looks at what stands there, and bytes equal to its own are its own.
 *
 * <p>Failures become {@link StorageFailed}, whether or not they may have taken effect.
 */
final class S3Folder {
    private static final int PAGE = 1_000;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client s3;
    private final S3Place place;

    S3Folder(S3Client s3, S3Place place) {
        this.s3 = s3;
        this.place = place;
    }

    /**
     * An object.
     *
     * @param etag what S3 calls this state of it
     */
    record Found(ByteSlice bytes, String etag) {}

    /**
     * An object of a listing.
     *
     * @param name its name below the prefix that was listed
     */
    record Listed(String name, long bytes) {}

    Optional<Found> get(String name) {
        try {
            ResponseBytes<GetObjectResponse> found = s3.getObject(getting(name).build(), ResponseTransformer.toBytes());
            return Optional.of(
                    new Found(ByteSlice.of(whole(name, found)), found.response().eTag()));
        } catch (SdkException e) {
            // A missing bucket is no missing object: it must not look like an empty log.
            if (e instanceof AwsServiceException service
                    && AwsError.code(service).equals("NoSuchKey")) {
                return Optional.empty();
            }
            throw failed("reading", name, e);
        }
    }

    /** What an object's metadata says under a name; empty where it says nothing, or there is no object. */
    Optional<String> metadata(String name, String key) {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(place.bucket()).key(place.prefix() + name));
            return Optional.ofNullable(head.metadata().get(key));
        } catch (SdkException e) {
            if (status(e) == NOT_FOUND) {
                return Optional.empty();
            }
            throw failed("looking at", name, e);
        }
    }

    /** Up to {@code length} bytes from an offset on; fewer only where the object ends before. */
    ByteBuffer read(String name, long offset, int length) {
        if (length == 0) {
            return ByteBuffer.allocate(0);
        }
        GetObjectRequest request = getting(name)
                .range("bytes=" + offset + "-" + (offset + length - 1))
                .build();
        try {
            return ByteBuffer.wrap(whole(name, s3.getObject(request, ResponseTransformer.toBytes())));
        } catch (SdkException e) {
            if (status(e) == RANGE_NOT_SATISFIABLE) {
                return ByteBuffer.allocate(0);
            }
            throw failed("reading", name, e);
        }
    }

    /** An object's first bytes, at most so many; empty where there is no object. An empty object can't be asked for. */
    Optional<byte[]> start(String name, int most) {
        GetObjectRequest request = getting(name).range("bytes=0-" + (most - 1)).build();
        try {
            return Optional.of(whole(name, s3.getObject(request, ResponseTransformer.toBytes())));
        } catch (SdkException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw failed("reading", name, e);
        }
    }

    private GetObjectRequest.Builder getting(String name) {
        return GetObjectRequest.builder().bucket(place.bucket()).key(place.prefix() + name);
    }

    /** The JDK's HTTP client does not tell a body that was cut off from one that ended. */
    private static byte[] whole(String name, ResponseBytes<GetObjectResponse> response) {
        byte[] bytes = response.asByteArrayUnsafe();
        if (!Long.valueOf(bytes.length).equals(response.response().contentLength())) {
            throw new StorageFailed("reading " + name + ": the answer is cut off");
        }
        return bytes;
    }

    /**
     * Keeps bytes where nothing stands, or the same bytes.
     *
     * @return their ETag
     * @throws StorageConflict something else stands there
     */
    String create(String name, ByteBuffer bytes, Consumer<PutObjectRequest.Builder> headers) {
        PutObjectRequest request =
                putting(name).applyMutation(headers).ifNoneMatch("*").build();
        return put(name, request, bytes, Optional.empty());
    }

    /**
     * Keeps bytes in the place of an object, if that one still stands there.
     *
     * @return their ETag
     * @throws StorageConflict something else stands there, or nothing
     */
    String replace(String name, String etag, ByteBuffer bytes, Consumer<PutObjectRequest.Builder> headers) {
        PutObjectRequest request =
                putting(name).applyMutation(headers).ifMatch(etag).build();
        return put(name, request, bytes, Optional.of(etag));
    }

    private PutObjectRequest.Builder putting(String name) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(place.bucket()).key(place.prefix() + name);
        place.kmsKey()
                .ifPresent(key -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key)
                        .bucketKeyEnabled(true));
        return request;
    }

    private String put(String name, PutObjectRequest request, ByteBuffer bytes, Optional<String> expected) {
        try {
            return s3.putObject(request, RequestBody.fromRemainingByteBuffer(bytes.duplicate()))
                    .eTag();
        } catch (SdkException e) {
            if (isRefusal(e)) {
                return own(name, bytes, expected, e);
            }
            throw failed("writing", name, e);
        }
    }

    /** 404 is the answer to a condition on an object that is gone; 409 to one that two requests meet at once. */
    private static boolean isRefusal(SdkException e) {
        int status = status(e);
        return status == PRECONDITION_FAILED || status == CONFLICT || (status == NOT_FOUND && isMissing(e));
    }

    private String own(String name, ByteBuffer bytes, Optional<String> expected, SdkException refusal) {
        Optional<Found> there = get(name);
        if (there.isPresent()
                && bytes.equals(ByteBuffer.wrap(there.get().bytes().copy()))) {
            return there.get().etag();
        }
        if (there.map(Found::etag).equals(expected)) {
            throw failed("writing", name, refusal);
        }
        throw new StorageConflict("writing " + name + ": something else stands there");
    }

    void delete(String name) {
        done(
                "deleting",
                name,
                () -> s3.deleteObject(request -> request.bucket(place.bucket()).key(place.prefix() + name)));
    }

    /** All objects whose names begin so, in the order of their names. */
    List<Listed> list(String folder) {
        String prefix = place.prefix() + folder;
        List<Listed> listed = new ArrayList<>();
        return done("listing", folder, () -> {
            for (S3Object object : s3.listObjectsV2Paginator(
                            request -> request.bucket(place.bucket()).prefix(prefix))
                    .contents()) {
                listed.add(new Listed(object.key().substring(prefix.length()), object.size()));
            }
            return listed;
        });
    }

    /** At most so many objects whose names begin so, of those after a name, which is given as it is listed. */
    List<Listed> list(String folder, String after, int max) {
        String prefix = place.prefix() + folder;
        return done(
                "listing",
                folder,
                () -> s3
                        .listObjectsV2Paginator(request -> request.bucket(place.bucket())
                                .prefix(prefix)
                                .startAfter(prefix + after)
                                .maxKeys(Math.min(max, PAGE)))
                        .contents()
                        .stream()
                        .limit(max)
                        .map(object -> new Listed(object.key().substring(prefix.length()), object.size()))
                        .toList());
    }

    /** Deletes what a versioned bucket has kept of an object's earlier states. */
    void deleteOlderVersions(String name) {
        String key = place.prefix() + name;
        done("deleting the older versions of", name, () -> {
            for (ObjectVersion version : s3.listObjectVersionsPaginator(
                            request -> request.bucket(place.bucket()).prefix(key))
                    .versions()) {
                if (version.key().equals(key) && !version.isLatest()) {
                    s3.deleteObject(
                            request -> request.bucket(place.bucket()).key(key).versionId(version.versionId()));
                }
            }
            return name;
        });
    }

    private static <T> T done(String what, String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw failed(what, name, e);
        }
    }

    private static boolean isMissing(SdkException e) {
        return e instanceof AwsServiceException service
                && AwsError.code(service).equals("NoSuchKey");
    }

    private static int status(SdkException e) {
        return e instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    private static StorageFailed failed(String what, String name, SdkException e) {
        AwsError error = AwsError.of(e);
        return new StorageFailed(what + " " + name + ": " + error.getMessage(), error);
    }
}
