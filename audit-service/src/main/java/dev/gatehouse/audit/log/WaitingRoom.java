package dev.gatehouse.audit.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Submissions on their way to the thread that writes; bounded, so that what waits fits in memory. */
final class WaitingRoom {
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Submission> waiting = new ArrayDeque<>();
    private long bytes;
    private int events;
    private boolean closed;
    private String why = "";

    WaitingRoom(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Lets a submission in.
     *
     * @throws LogUnavailable too much waits already, or nobody is let in any more
     */
    void enter(Submission submission) {
        lock.lock();
        try {
            if (closed) {
                throw new LogUnavailable(why);
            }
            if (bytes + submission.bytes() > maxBytes) {
                throw new LogUnavailable("too many events wait to be made durable");
            }
            waiting.add(submission);
            bytes += submission.bytes();
            events += submission.events().size();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a first submission, then a while for more, and takes submissions out, in order, up to about a number of
     * events.
     *
     * @return none where the room is closed and empty
     */
    List<Submission> take(int maxEvents, Duration gather) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            long nanos = gather.toNanos();
            while (nanos > 0 && events < maxEvents && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
            return out(maxEvents);
        } finally {
            lock.unlock();
        }
    }

    private List<Submission> out(int maxEvents) {
        List<Submission> taken = new ArrayList<>();
        int count = 0;
        while (!waiting.isEmpty()
                && (taken.isEmpty() || count + waiting.getFirst().events().size() <= maxEvents)) {
            Submission next = waiting.removeFirst();
            taken.add(next);
            count += next.events().size();
            bytes -= next.bytes();
        }
        events -= count;
        return taken;
    }

    /** Waits until a while has passed or the room is closed. */
    void pause(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = pause.toNanos();
            while (nanos > 0 && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more, and says why: the first reason stays. Who is in is still taken out. */
    void close(String reason) {
        lock.lock();
        try {
            why = closed ? why : reason;
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
