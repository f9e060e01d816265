package dev.gatehouse.audit.storage.aws;

import java.time.Duration;

/** How time passes for who reads a queue. */
public interface FeedRhythm {
    /**
     * Waits.
     *
     * @return false where the service stops, so that waiting is over
     */
    boolean pause(Duration time);

    /** Runs something again and again until what it returns is closed; what that throws is ignored. */
    Beat every(Duration period, Runnable work);

    /** Something that is run again and again. */
    interface Beat extends AutoCloseable {
        /** Ends it; it does not run any more when this returns. */
        @Override
        void close();
    }
}
