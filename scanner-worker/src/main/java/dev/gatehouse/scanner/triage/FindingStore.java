package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Fingerprint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps findings. Safe for use by many threads, and where several processes share it, by them.
 *
 * <p><b>Writes</b> are compare-and-set by version: of writers that race, one wins. What a write returned is durable.
 * <b>Reads</b> of single findings see every write that has returned. Instants are exact to the millisecond.
 *
 * <p>Failures are {@link dev.gatehouse.service.failure.StoreException}s; after one, a write may or may not have happened.
 */
public interface FindingStore {
    /** The finding of a fingerprint. */
    Optional<TrackedFinding> find(Fingerprint fingerprint);

    /** Those that there are. */
    Map<Fingerprint, TrackedFinding> findAll(Set<Fingerprint> fingerprints);

    /**
     * Writes findings, each where the stored version is the one before its own (none, for version 1).
     *
     * @return those that were not written because another was faster
     */
    List<TrackedFinding> putAll(Collection<TrackedFinding> findings);

    /**
     * Findings in the order of {@link FindingCursor}. A finding that stays in the filter from the first page to the last
     * is given exactly once.
     *
     * @param limit the most of a page, at least 1
     * @throws dev.gatehouse.service.failure.InvalidName the cursor is none
     */
    FindingPage list(FindingFilter filter, Optional<String> cursor, int limit);

    /** How many there are in each state that there are findings in; may be some seconds old. */
    Map<FindingState, Long> counts();
}
