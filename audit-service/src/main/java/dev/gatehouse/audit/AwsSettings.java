package dev.gatehouse.audit;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where things stand on AWS, and what comes from there: {@code gatehouse.aws.*}, {@code .cloudtrail.*}. */
public interface AwsSettings {
    /** What is kept on AWS, where {@code gatehouse.store=aws}. */
    interface Aws {
        /** The bucket of the logs, the tokens, the dead letters and the Parquet files. */
        Optional<String> bucket();

        /** What each key there begins with: names, each with a slash behind; {@code /} for nothing. */
        @WithDefault("audit/")
        String prefix();

        /** The region; where absent, the one that the SDK finds. */
        Optional<String> region();

        /** Where all calls are sent instead of to AWS. */
        Optional<URI> endpoint();

        /** Where calls of KMS are sent instead. */
        Optional<URI> kmsEndpoint();

        /** The KMS key that encrypts the objects; the bucket's own encryption where absent. */
        Optional<String> storageKey();

        /** The KMS key, of the spec {@code ECC_NIST_EDWARDS25519}, that signs checkpoints. */
        Optional<String> signingKey();

        /** Logs, of which each process takes one that nobody writes. Raising it is harmless. */
        @WithDefault("1")
        int shards();

        /** What this process calls itself in a log's lease; its host's name where absent. */
        Optional<String> owner();

        /** For how long a log is taken; it is renewed five times in each such while. */
        @WithDefault("30s")
        Duration lease();

        /** How far two machines' clocks may differ. */
        @WithDefault("5s")
        Duration leaseMargin();

        /** How long a start waits for a log that nobody writes: longer than a lease, for what a killed process had. */
        @WithDefault("2m")
        Duration leaseWait();

        /** The SNS topic that detections are published to; none are where absent. */
        Optional<String> topicArn();

        /** The deadline of one call with its retries. */
        @WithDefault("20s")
        Duration callTimeout();

        /** The deadline of one attempt. */
        @WithDefault("8s")
        Duration attemptTimeout();

        @WithDefault("4")
        int maxAttempts();
    }

    /** The queue that tells of CloudTrail's and other files in S3. */
    interface CloudTrail {
        /** The queue; no files are taken in from S3 where absent. */
        Optional<String> queueUrl();

        /** The buckets that may be read, whatever a message says. */
        Optional<List<String>> buckets();

        /** Messages in hand at a time. */
        @WithDefault("2")
        int readers();

        /** For how long a message in hand is hidden from others; it is hidden anew while it is in hand. */
        @WithDefault("2m")
        Duration visibility();

        /** How often a message is received before it becomes a dead letter. */
        @WithDefault("10")
        int maxReceives();
    }
}
