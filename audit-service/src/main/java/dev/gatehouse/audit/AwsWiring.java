package dev.gatehouse.audit;

import dev.gatehouse.audit.detect.DetectionSink;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.storage.aws.KmsSigner;
import dev.gatehouse.audit.storage.aws.LeaseClocks;
import dev.gatehouse.audit.storage.aws.LeaseKeeper;
import dev.gatehouse.audit.storage.aws.LeaseTerms;
import dev.gatehouse.audit.storage.aws.S3DeadLetters;
import dev.gatehouse.audit.storage.aws.S3Log;
import dev.gatehouse.audit.storage.aws.S3ParquetFolder;
import dev.gatehouse.audit.storage.aws.S3Place;
import dev.gatehouse.audit.storage.aws.S3Shards;
import dev.gatehouse.audit.storage.aws.S3TokenStore;
import dev.gatehouse.audit.storage.aws.SnsSink;
import dev.gatehouse.audit.tlog.NoteSigner;
import dev.gatehouse.service.access.TokenStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** Puts the AWS form of what is stored together, when it is asked for. */
@Singleton
public class AwsWiring {
    private static final Logger LOG = Logger.getLogger(AwsWiring.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Settings settings;
    private final S3Client s3;
    private final KmsClient kms;
    private final SnsClient sns;
    private final LogListener listener;

    AwsWiring(Settings settings, S3Client s3, KmsClient kms, SnsClient sns, LogListener listener) {
        this.settings = settings;
        this.s3 = s3;
        this.kms = kms;
        this.sns = sns;
        this.listener = listener;
    }

    /** The log that this process writes, once it has one. Made only where AWS is asked for. */
    @Produces
    @Singleton
    S3Shards.Taken shard() {
        LeaseTerms terms = Made.named(
                "gatehouse.aws.owner, .lease, .lease-margin",
                () -> new LeaseTerms(
                        owner(), settings.aws().lease(), settings.aws().leaseMargin()));
        S3Shards shards = Made.named(
                "gatehouse.aws.shards",
                () -> new S3Shards(s3, place(settings), settings.aws().shards()));
        S3Shards.Taken taken = await(shards, terms);
        LOG.infof("this process writes the log %s", taken.name());
        keep(taken.log(), terms);
        return taken;
    }

    private S3Shards.Taken await(S3Shards shards, LeaseTerms terms) {
        long deadline = System.nanoTime() + settings.aws().leaseWait().toNanos();
        try {
            Optional<S3Shards.Taken> taken = shards.takeFree(terms, LeaseClocks.system());
            while (taken.isEmpty() && System.nanoTime() - deadline < 0) {
                LOG.info("all logs have writers: waiting for a lease to run out");
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
                taken = shards.takeFree(terms, LeaseClocks.system());
            }
            return taken.orElseThrow(() -> new ReadinessFailure(
                    "gatehouse.aws.shards", "each log has a writer: stop one, raise it, or wait longer"));
        } catch (StorageFailed e) {
            throw new ReadinessFailure("gatehouse.aws.bucket", "can't be used: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a log", e);
        }
    }

    private void keep(S3Log log, LeaseTerms terms) {
        LeaseKeeper keeper = new LeaseKeeper(log, terms, new LeaseKeeper.Listener() {
            @Override
            public void failed(StorageFailed cause) {
                listener.failed(cause);
            }

            @Override
            public void lost(StorageConflict cause) {
                listener.lost();
            }
        });
        Thread.ofVirtual().name("lease-keeper").start(keeper);
    }

    private String owner() {
        return settings.aws().owner().orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "unknown host";
            }
        });
    }

    /** A log's name: what is configured for the first one, with a number behind it for the others. */
    static String origin(Settings settings, S3Shards.Taken shard) {
        String origin = settings.log().origin();
        return shard.name().equals("log-0") ? origin : origin + "/" + shard.name();
    }

    /** The signer with KMS's key; empty where none is configured, in local mode. */
    Optional<NoteSigner> signer(String origin) {
        try {
            return settings.aws().signingKey().map(key -> KmsSigner.open(kms, key, origin));
        } catch (StorageFailed e) {
            throw new ReadinessFailure("gatehouse.aws.signing-key", String.valueOf(e.getMessage()));
        }
    }

    /** The sink that publishes detections. */
    DetectionSink sns() {
        String topic = settings.aws()
                .topicArn()
                .orElseThrow(() -> new ReadinessFailure(
                        "gatehouse.aws.topic-arn", "is not set, and gatehouse.detect.sinks has sns"));
        return Made.named("gatehouse.aws.topic-arn", () -> new SnsSink(sns, topic));
    }

    DeadLetters deadLetters() {
        return Made.named(
                "gatehouse.aws.bucket, gatehouse.dead-letters.max-count, .max-kept-bytes",
                () -> new S3DeadLetters(
                        s3,
                        place(settings),
                        settings.deadLetters().maxCount(),
                        settings.deadLetters().maxKeptBytes()));
    }

    /** The Parquet files of this process's table: {@code ext/} stands at the bucket's root, as a lake's tables expect. */
    S3ParquetFolder parquet(S3Shards.Taken shard) {
        S3Place place = place(settings);
        return new S3ParquetFolder(s3, new S3Place(place.bucket(), "", place.kmsKey()), shard.name());
    }

    TokenStore tokens() {
        return new S3TokenStore(s3, place(settings));
    }

    /** Where everything stands. */
    static S3Place place(Settings settings) {
        String prefix = settings.aws().prefix();
        return Made.named(
                "gatehouse.aws.bucket, .prefix",
                () -> new S3Place(
                        settings.aws().bucket().orElse(""),
                        prefix.equals("/") ? "" : prefix,
                        settings.aws().storageKey()));
    }
}
