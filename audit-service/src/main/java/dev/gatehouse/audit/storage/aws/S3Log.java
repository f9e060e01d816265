package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.CheckpointStore;
import dev.gatehouse.audit.log.LogStorage;
import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.TileStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A log below a prefix of a bucket: {@code checkpoint} and {@code tile/} in C2SP's layout, {@code payload/} with a frame
 * an object, and {@code lease}. The commit point is that a payload object is made only where none stands; a checkpoint is
 * replaced only where it is the one that was read. S3 is strongly consistent, so reading sees what was written.
 *
 * <p>The bucket's permissions must include ListBucket: without it S3 does not tell what is missing from what is forbidden.
 */
public final class S3Log implements LogStorage {
    private final S3Payloads payloads;
    private final S3Tiles tiles;
    private final S3Checkpoint checkpoints;
    private final S3Lease lease;
    private final CountDownLatch closed = new CountDownLatch(1);

    private S3Log(S3Folder folder, S3Lease lease) {
        this.payloads = new S3Payloads(folder, lease.token());
        this.tiles = new S3Tiles(folder);
        this.checkpoints = new S3Checkpoint(folder);
        this.lease = lease;
    }

    /**
     * Takes a log, where its lease is free or has run out. It is there once it is first written to.
     *
     * @param s3 a client that {@link AwsClientSettings#applyTo} was given; not closed with the log
     * @return empty where another holds it
     * @throws dev.gatehouse.audit.log.StorageFailed S3 does not answer, or says no
     */
    public static Optional<S3Log> take(S3Client s3, S3Place place, LeaseTerms terms, LeaseClocks clocks) {
        S3Folder folder = new S3Folder(s3, place);
        return S3Lease.take(folder, terms, clocks).map(lease -> new S3Log(folder, lease));
    }

    @Override
    public PayloadStore payloads() {
        return payloads;
    }

    @Override
    public TileStore tiles() {
        return tiles;
    }

    @Override
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    @Override
    public void requireLease() {
        lease.require();
    }

    /**
     * Renews the lease. Whoever has taken the log calls this a few times in each of the lease's durations.
     *
     * @throws dev.gatehouse.audit.log.StorageConflict it has run out, or another has it: this log is to be closed
     * @throws dev.gatehouse.audit.log.StorageFailed it may not be renewed; trying again is right
     */
    public void renew() {
        lease.renew();
    }

    /** Waits a while for this log to be closed; whether it is. */
    boolean awaitClosed(Duration time) throws InterruptedException {
        return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        lease.release();
    }
}
