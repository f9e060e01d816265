package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.Event;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The writing side of the log. Safe for use by many threads. */
public interface EventLog {
    /**
     * Appends events, in order, idempotently on their keys. The stage completes when each of them is durable and has an
     * index, on a thread of the log's that must not be kept.
     *
     * <p>It completes exceptionally with {@link LogUnavailable} where some of them may not be durable; sending all of
     * them again is then right. It is never completed normally for an event that could be lost.
     *
     * @param events 1 to {@link LogLimits#maxBatch}; their raw bytes are not changed afterwards
     * @return a result for each event, in their order
     */
    CompletionStage<List<AppendResult>> append(List<Event> events);
}
