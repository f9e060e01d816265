package dev.gatehouse.audit.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How long something is by now, and who waits for it to grow. */
final class Growth {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long size;

    void reached(long newSize) {
        lock.lock();
        try {
            size = newSize;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long awaitMoreThan(long than, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (size <= than && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            return size;
        } finally {
            lock.unlock();
        }
    }
}
