package dev.gatehouse.audit.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Events that somebody handed over together, and who waits for them.
 *
 * @param events at least one
 * @param bytes of their payloads
 * @param future completed when all of them are durable
 */
record Submission(List<Prepared> events, long bytes, CompletableFuture<List<AppendResult>> future) {
    static Submission of(List<Prepared> events) {
        long bytes = events.stream().mapToLong(Prepared::payloadBytes).sum();
        return new Submission(events, bytes, new CompletableFuture<>());
    }
}
