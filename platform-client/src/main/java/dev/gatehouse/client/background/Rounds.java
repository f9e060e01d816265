package dev.gatehouse.client.background;

import dev.gatehouse.client.event.ClientEvent;
import dev.gatehouse.client.event.ClientEvents;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A step that is repeated on a virtual thread of its own, each time after as long as the step said, or when it is woken. */
public final class Rounds implements AutoCloseable {
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(5);

    private final String name;
    private final Step step;
    private final ClientEvents events;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wake;
    private volatile boolean closed;

    /** One round. */
    @FunctionalInterface
    public interface Step {
        /** Does it; returns how long to rest before the next one. */
        Duration run() throws InterruptedException;
    }

    /** Not yet started. */
    public Rounds(String name, Step step, ClientEvents events) {
        this.name = name;
        this.step = step;
        this.events = events;
        this.thread = Thread.ofVirtual().name("gatehouse-" + name).unstarted(this::run);
    }

    /** Begins; once. */
    public void start() {
        thread.start();
    }

    /** The next round is now, or at once after the one that runs. */
    public void wake() {
        lock.lock();
        try {
            wake = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends it, also in the middle of a round, and waits a while for that. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        if (thread.getState() == Thread.State.NEW || thread.equals(Thread.currentThread())) {
            return;
        }
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                rest(round());
            } catch (InterruptedException e) {
                // Only close interrupts; whatever else does changes nothing.
            }
        }
    }

    private Duration round() throws InterruptedException {
        try {
            return step.run();
        } catch (RuntimeException e) {
            events.tell(new ClientEvent.Unexpected(name, e.getClass().getName()));
            return AFTER_A_FAILURE;
        }
    }

    private void rest(Duration duration) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(duration.toMillis());
            while (!wake && nanos > 0) {
                nanos = woken.awaitNanos(nanos);
            }
            wake = false;
        } finally {
            lock.unlock();
        }
    }
}
