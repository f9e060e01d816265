package dev.gatehouse.config.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One asking of upstream, whose answer everybody waits for who asks meanwhile. Once it is overtaken by a change, its
 * answer may be what was there before: those that wait get it, and nobody after them.
 */
final class Asking<V> {
    private final CompletableFuture<Optional<Held<V>>> outcome = new CompletableFuture<>();
    private boolean overtaken;

    /** Returns when {@link #unlessOvertaken} has ended that had begun, and lets none begin. */
    synchronized void overtake() {
        overtaken = true;
    }

    /** Takes over the answer, unless there was a change since it was asked for; says whether it did. */
    synchronized boolean unlessOvertaken(Runnable takeOver) {
        if (!overtaken) {
            takeOver.run();
        }
        return !overtaken;
    }

    void done(Optional<Held<V>> held) {
        var _ = outcome.complete(held);
    }

    void failed(Throwable failure) {
        var _ = outcome.completeExceptionally(failure);
    }

    /** The outcome, or the same failure that the one who asked has. */
    Optional<Held<V>> await() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
