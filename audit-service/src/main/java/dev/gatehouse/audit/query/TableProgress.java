package dev.gatehouse.audit.query;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the table is, and who waits for it. The filler tells it through a {@link TableListener}. */
public final class TableProgress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition asked = lock.newCondition();
    private long position;
    private boolean wanted;

    /** The log index of the next event that the table wants, as far as is known; 0 before the table was opened. */
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** The table is at a position now; it goes back where the table is made anew. */
    public void at(long newPosition) {
        lock.lock();
        try {
            position = newPosition;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the table has the first {@code size} events of the log.
     *
     * @return false where it has not, after a while
     */
    public boolean await(long size, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            wanted = true;
            asked.signalAll();
            long nanos = TimeUnit.NANOSECONDS.convert(atMost);
            while (position < size && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            return position >= size;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody has waited for the table, or a while has passed: nothing of it is needed before. */
    public void awaitWanted(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(atMost);
            while (!wanted && nanos > 0) {
                nanos = asked.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
