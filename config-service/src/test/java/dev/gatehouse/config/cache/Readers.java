package dev.gatehouse.config.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Threads that read the same thing, and what became of each. */
final class Readers {
    private final List<Thread> threads = new ArrayList<>();
    private final List<Object> results = Collections.synchronizedList(new ArrayList<>());

    private Readers() {}

    static Readers start(int count, Supplier<Optional<String>> read) {
        Readers readers = new Readers();
        for (int i = 0; i < count; i++) {
            readers.threads.add(Thread.ofPlatform().start(() -> readers.results.add(outcome(read))));
        }
        return readers;
    }

    /** Returns when each of them waits for something. */
    void awaitAllWaiting() {
        while (!threads.stream().allMatch(Readers::waits)) {
            assertThat(Thread.interrupted()).as("waited for too long").isFalse();
            Thread.onSpinWait();
        }
    }

    /** What each read, or the exception it got, when all have ended. */
    List<Object> results() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        return results;
    }

    private static Object outcome(Supplier<Optional<String>> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED;
    }
}
