package dev.gatehouse.client.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One caller's events on their way to the disk. */
final class Append {
    private final List<byte[]> lines;
    private final int bytes;
    /** Why it was refused; empty where it is durable. */
    private final CompletableFuture<Optional<AuditUnavailable>> outcome = new CompletableFuture<>();

    private final AtomicBoolean claimed = new AtomicBoolean();

    /**
     * @param lines the events' wire forms
     * @param bytes what they take in a frame
     */
    Append(List<byte[]> lines, int bytes) {
        this.lines = lines;
        this.bytes = bytes;
    }

    List<byte[]> lines() {
        return lines;
    }

    int bytes() {
        return bytes;
    }

    /** Whether it is still wanted; true for the first who asks: the writer, or a caller who waits no longer. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void acknowledge() {
        outcome.complete(Optional.empty());
    }

    void refuse(AuditUnavailable reason) {
        outcome.complete(Optional.of(reason));
    }

    /** Returns once it is durable. */
    void await(Duration longest) {
        Optional<AuditUnavailable> refusal = refusal(longest);
        if (refusal.isPresent()) {
            // A new one: the stack trace is this caller's, and callers of one group don't share an exception.
            throw new AuditUnavailable(String.valueOf(refusal.get().getMessage()), refusal.get());
        }
    }

    private Optional<AuditUnavailable> refusal(Duration longest) {
        try {
            return outcome.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            claim();
            return Optional.of(new AuditUnavailable("the disk did not take the events within " + longest, e));
        } catch (InterruptedException e) {
            claim();
            Thread.currentThread().interrupt();
            return Optional.of(new AuditUnavailable("interrupted while waiting for the disk", e));
        } catch (ExecutionException e) {
            throw new AssertionError("an outcome is a value", e);
        }
    }
}
