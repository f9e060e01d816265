package dev.gatehouse.scanner.response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps responses. Safe for use by many threads, and where several processes share it, by them.
 *
 * <p><b>Writes</b> are compare-and-set by version: of writers that race, one wins. What a write returned is durable. <b>Reads</b> of
 * single responses see every write that has returned. Instants are exact to the millisecond.
 *
 * <p>Failures are {@link dev.gatehouse.service.failure.StoreException}s; after one, a write may or may not have happened.
 */
public interface ResponseStore {
    /**
     * Keeps a new response, unless there is one of its id, or one of its finding, plan and {@code dryRun} that has not ended.
     *
     * @return the one that is there; empty where it was kept
     */
    Optional<Response> create(Response response);

    /** A response. */
    Optional<Response> find(String id);

    /**
     * Writes a response whose stored version is the one before.
     *
     * @return false where it is another
     */
    boolean update(Response response);

    /** Those that are to be looked at by an instant, the most overdue first; some milliseconds late perhaps. */
    List<Response> due(Instant now, int limit);

    /**
     * Counts those that go on, some milliseconds late perhaps.
     *
     * @param late who was to be looked at by then is late
     * @param most how many are counted, the most overdue first
     */
    Backlog backlog(Instant late, int most);

    /**
     * Responses, the latest first.
     *
     * @throws dev.gatehouse.service.failure.InvalidName the cursor is none
     */
    ResponsePage list(ResponseFilter filter, Optional<String> cursor, int limit);
}
