package dev.gatehouse.audit.ingest.file;

import java.util.Set;

/**
 * The buckets that files are read from. A notice may come from whoever can send to the queue, so that a bucket which is not
 * named here is never asked.
 *
 * @param names their names; none allows none
 */
public record AllowedBuckets(Set<String> names) {
    public AllowedBuckets {
        names = Set.copyOf(names);
    }

    /** Whether files may be read from a bucket. */
    public boolean allows(String bucket) {
        return names.contains(bucket);
    }
}
