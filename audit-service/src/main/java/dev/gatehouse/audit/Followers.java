package dev.gatehouse.audit;

import dev.gatehouse.audit.detect.StopSignal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Threads that follow the log until they are told to stop. */
@Singleton
public class Followers {
    private static final Logger LOG = Logger.getLogger(Followers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final StopSignal stop = new StopSignal();
    private final List<Thread> threads = new ArrayList<>();

    /** What tells them to stop. */
    StopSignal signal() {
        return stop;
    }

    /** What a thread does until the signal. */
    @FunctionalInterface
    interface Following {
        void run() throws InterruptedException;
    }

    void start(String name, Following following) {
        // Platform threads: what they do is reading files and computing, which would keep a virtual thread's carrier.
        threads.add(Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                following.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                LOG.errorf(
                        "the thread %s has ended; type=%s", name, e.getClass().getName());
                throw e;
            }
        }));
    }

    /** How many are at work. */
    long alive() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    /** Tells all to stop, and waits for them for a while. */
    void stop() {
        stop.give();
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
