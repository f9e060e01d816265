package dev.gatehouse.audit.storage.aws;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** The logs {@code log-0} to {@code log-<n-1>} below a prefix, of which each process that writes takes one. */
public final class S3Shards {
    private static final int MOST = 1_000;

    private final S3Client s3;
    private final S3Place place;
    private final int count;

    /** @param count how many there are, 1 to 1,000; raising it is harmless */
    public S3Shards(S3Client s3, S3Place place, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("there are 1 to " + MOST + " shards");
        }
        this.s3 = s3;
        this.place = place;
        this.count = count;
    }

    /**
     * A shard that was taken.
     *
     * @param name {@code log-<number>}
     */
    public record Taken(String name, S3Log log) {}

    /**
     * Takes the first log whose lease is free or has run out.
     *
     * @return empty where others hold them all
     * @throws dev.gatehouse.audit.log.StorageFailed S3 does not answer, or says no
     */
    public Optional<Taken> takeFree(LeaseTerms terms, LeaseClocks clocks) {
        for (int shard = 0; shard < count; shard++) {
            String name = "log-" + shard;
            Optional<S3Log> log = S3Log.take(s3, place.below(name), terms, clocks);
            if (log.isPresent()) {
                return Optional.of(new Taken(name, log.get()));
            }
        }
        return Optional.empty();
    }
}
