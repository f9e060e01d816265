package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The Parquet files of one shard's table in a bucket, for Athena and whoever else reads Security Lake's layout. An object
 * has its file's key, with the shard and the content's hash in its name: so shards don't meet, and what is there needs no
 * second upload.
 *
 * <p>First everything new is uploaded, then what is no part of the table any more is deleted. In between a reader may see
 * events twice, and never none of them. One thread uses it.
 */
public final class S3ParquetFolder {
    private static final String ROOT = "ext/";
    private static final int HASH_DIGITS = 16;
    private static final int BUFFER = 64 << 10;
    /** Of a file with hundreds of megabytes. */
    private static final Duration UPLOAD = Duration.ofMinutes(10);

    private final S3Client s3;
    private final S3Place place;
    private final String shard;
    private final Map<LocalFile, String> names = new HashMap<>();

    /**
     * A file of the table.
     *
     * @param key in Security Lake's layout: {@code ext/<source>/region=<r>/accountId=<id>/eventDay=<YYYYMMDD>/<file>}
     * @param path where it stands; what stands there never changes
     */
    public record LocalFile(String key, Path path) {
        public LocalFile {
            if (!key.startsWith(ROOT) || key.endsWith("/")) {
                throw new IllegalArgumentException("a Parquet file's key begins with " + ROOT);
            }
        }

        private String folder() {
            return key.substring(0, key.lastIndexOf('/') + 1);
        }

        private String name() {
            return key.substring(key.lastIndexOf('/') + 1);
        }
    }

    /**
     * What was done.
     *
     * @param uploaded files that were new
     * @param deleted objects that were no part of the table any more
     */
    public record Report(int uploaded, int deleted) {}

    /** @param shard the log's name, which no other process's table has */
    public S3ParquetFolder(S3Client s3, S3Place place, String shard) {
        this.s3 = s3;
        this.place = place;
        this.shard = shard;
    }

    /**
     * Makes the bucket have these files of this shard, and no others of it. Only to be called with the files of a table that
     * has caught up with its log: one that is being filled lacks most of them.
     *
     * @throws StorageFailed not all of it was done; to call again is right
     */
    public Report mirror(List<LocalFile> files) {
        S3Folder folder = new S3Folder(s3, place);
        Set<String> own = new HashSet<>();
        for (S3Folder.Listed object : folder.list(ROOT)) {
            if (isOwn(object.name())) {
                own.add(ROOT + object.name());
            }
        }
        Map<String, LocalFile> wanted = new HashMap<>();
        files.forEach(file -> wanted.put(key(file), file));
        names.keySet().retainAll(Set.copyOf(files));
        Set<String> stale = new HashSet<>(own);
        stale.removeAll(wanted.keySet());
        wanted.keySet().removeAll(own);
        wanted.forEach((key, file) -> upload(key, file.path()));
        stale.forEach(folder::delete);
        return new Report(wanted.size(), stale.size());
    }

    private boolean isOwn(String name) {
        return name.startsWith(shard + "_", name.lastIndexOf('/') + 1);
    }

    private String key(LocalFile file) {
        return file.folder() + names.computeIfAbsent(file, this::name);
    }

    private String name(LocalFile file) {
        return shard + "_" + hash(file.path()) + "_" + file.name();
    }

    private static String hash(Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            skip(in);
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, HASH_DIGITS);
        } catch (IOException e) {
            throw new StorageFailed("a Parquet file can't be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    private static void skip(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (in.read(buffer) >= 0) {
            // To be hashed.
        }
    }

    private void upload(String key, Path file) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(place.bucket())
                .key(place.prefix() + key)
                .contentType("application/vnd.apache.parquet")
                .overrideConfiguration(
                        overrides -> overrides.apiCallTimeout(UPLOAD).apiCallAttemptTimeout(UPLOAD));
        place.kmsKey()
                .ifPresent(kms -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(kms)
                        .bucketKeyEnabled(true));
        try {
            s3.putObject(request.build(), RequestBody.fromFile(file));
        } catch (SdkException e) {
            AwsError error = AwsError.of(e);
            throw new StorageFailed("uploading a Parquet file: " + error.getMessage(), error);
        }
    }
}
