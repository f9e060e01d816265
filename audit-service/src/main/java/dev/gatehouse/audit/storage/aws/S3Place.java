package dev.gatehouse.audit.storage.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in S3 something is kept.
 *
 * @param bucket the bucket's name
 * @param prefix what each key begins with: empty, or ending with a slash
 * @param kmsKey the id, ARN or alias of the KMS key that encrypts it; empty for the bucket's default encryption
 */
public record S3Place(String bucket, String prefix, Optional<String> kmsKey) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("(?:[A-Za-z0-9_.=-]{1,64}/){0,8}");

    public S3Place {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("the bucket must be 3 to 63 of a-z, 0-9, - and .");
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "the prefix must be empty, or up to 8 names of A-Z, a-z, 0-9, _ . = and -, each with a slash behind");
        }
    }

    /** A folder below this place. */
    S3Place below(String name) {
        return new S3Place(bucket, prefix + name + "/", kmsKey);
    }
}
