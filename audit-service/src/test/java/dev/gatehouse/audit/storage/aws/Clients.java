package dev.gatehouse.audit.storage.aws;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 clients and places of these tests. */
final class Clients {
    /** Retries without waiting for them; timeouts that no healthy call reaches. */
    static final AwsClientSettings QUICK = new AwsClientSettings(
            Duration.ofMinutes(2), Duration.ofMinutes(1), 2, Duration.ofMillis(1), Duration.ofMillis(1));

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final LeaseTerms TERMS = LeaseTerms.of("task-1");

    private Clients() {}

    static S3Client s3(AwsClientSettings settings, URI endpoint) {
        return settings.applyTo(Moto.client(S3Client.builder(), endpoint))
                .forcePathStyle(true)
                .build();
    }

    static S3Client moto() {
        return s3(Moto.PATIENT, Moto.endpoint());
    }

    /** A bucket that nobody else has, and a prefix in it. */
    static S3Place place(S3Client s3) {
        String bucket = "b-" + UUID.randomUUID();
        s3.createBucket(request ->
                request.bucket(bucket).createBucketConfiguration(region -> region.locationConstraint("eu-central-1")));
        return new S3Place(bucket, "audit/", Optional.empty());
    }

    /** Clocks that stand until a test turns them. */
    static final class Turned {
        final AtomicLong elapsed = new AtomicLong();
        private final InstantSource wall = () -> NOW.plusNanos(elapsed.get());

        LeaseClocks clocks() {
            return new LeaseClocks(wall, () -> elapsed.get() - Long.MAX_VALUE / 2);
        }

        void pass(Duration time) {
            elapsed.addAndGet(time.toNanos());
        }
    }
}
