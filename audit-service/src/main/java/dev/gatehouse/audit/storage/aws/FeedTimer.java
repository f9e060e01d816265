package dev.gatehouse.audit.storage.aws;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Time as it passes, until the service stops. */
public final class FeedTimer implements FeedRhythm, AutoCloseable {
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("queue-beat").daemon().factory());
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** Whether the service stops. */
    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    @Override
    public boolean pause(Duration time) {
        try {
            return !stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Beat every(Duration period, Runnable work) {
        Running running = new Running(work);
        long nanos = Math.max(1, period.toNanos());
        ScheduledFuture<?> future = timer.scheduleAtFixedRate(running, nanos, nanos, TimeUnit.NANOSECONDS);
        return () -> {
            running.end();
            future.cancel(false);
        };
    }

    private static final class Running implements Runnable {
        private final Runnable work;
        private final ReentrantLock lock = new ReentrantLock();
        private boolean ended;

        Running(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            lock.lock();
            try {
                if (!ended) {
                    work.run();
                }
            } catch (RuntimeException e) {
                return;
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                ended = true;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends all waiting, and what runs again and again. */
    @Override
    public void close() {
        stopping.countDown();
        timer.shutdownNow();
    }
}
