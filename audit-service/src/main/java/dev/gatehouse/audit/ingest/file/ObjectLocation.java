package dev.gatehouse.audit.ingest.file;

import java.util.Optional;

/**
 * Where a file stands.
 *
 * @param bucket the bucket; empty for a folder that mirrors no bucket in particular
 * @param key its key in the bucket, or its name below the folder with {@code /} between the parts
 */
public record ObjectLocation(Optional<String> bucket, String key) {
    private static final String SCHEME = "s3://";

    /** An object of a bucket. */
    public static ObjectLocation of(String bucket, String key) {
        return new ObjectLocation(Optional.of(bucket), key);
    }

    /** A file below a folder. */
    public static ObjectLocation ofFile(String name) {
        return new ObjectLocation(Optional.empty(), name);
    }

    /** The location of a text that {@link #text} made. */
    public static ObjectLocation parse(String text) {
        int slash = text.startsWith(SCHEME) ? text.indexOf('/', SCHEME.length()) : -1;
        return slash < 0 ? ofFile(text) : of(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }

    /** The last part of the key. CloudTrail makes it unique, whatever bucket or folder the file is in. */
    public String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /**
     * Whether two locations can be of one file: they are equal; or one of them is in a folder, which does not say what bucket
     * it mirrors or from which key on, and the file names are equal.
     */
    public boolean mayBe(ObjectLocation other) {
        if (bucket.isPresent() && other.bucket.isPresent()) {
            return equals(other);
        }
        return fileName().equals(other.fileName());
    }

    /** {@code s3://bucket/key}, or the name below the folder. */
    public String text() {
        return bucket.map(name -> SCHEME + name + "/" + key).orElse(key);
    }

    @Override
    public String toString() {
        return text();
    }
}
