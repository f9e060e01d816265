package dev.gatehouse.audit.storage.duckdb;

import java.util.concurrent.locks.StampedLock;

/** Keeps files that a query may still read from being deleted. Who reads never waits for who deletes. */
final class FilesInUse {
    private final StampedLock lock = new StampedLock();

    /** Until the stamp is given back, nothing is deleted. Any thread may give it back. */
    long hold() {
        return lock.readLock();
    }

    void release(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Runs a deletion if nobody reads now; otherwise it is to be tried again later. */
    boolean ifUnused(Runnable deletion) {
        long stamp = lock.tryWriteLock();
        if (stamp == 0) {
            return false;
        }
        try {
            deletion.run();
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
