package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import java.time.Duration;

/** Renews a log's lease until the log is closed or the lease is lost. */
public final class LeaseKeeper implements Runnable {
    /** So often in each of its durations: one of these may fail, and another, and another. */
    private static final int RENEWALS = 5;

    private final S3Log log;
    private final Duration period;
    private final Listener listener;

    /** Is told what becomes of the lease. */
    public interface Listener {
        /** A renewal failed, and is tried again. */
        void failed(StorageFailed cause);

        /** The lease is gone for good: this process must not write any more, and will not. */
        void lost(StorageConflict cause);
    }

    public LeaseKeeper(S3Log log, LeaseTerms terms, Listener listener) {
        this.log = log;
        this.period = terms.duration().dividedBy(RENEWALS);
        this.listener = listener;
    }

    @Override
    public void run() {
        try {
            while (!log.awaitClosed(period) && renewed()) {
                // Until then.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean renewed() {
        try {
            log.renew();
        } catch (StorageConflict e) {
            if (!log.isClosed()) {
                listener.lost(e);
            }
            return false;
        } catch (StorageFailed e) {
            listener.failed(e);
        }
        return true;
    }
}
