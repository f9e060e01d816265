package dev.gatehouse.scanner.work;

import java.util.Optional;

/**
 * Keeps scans and their coverage ledgers. Safe for use by many threads, and where several processes share it, by them. What
 * a write returned is durable. Failures are {@link dev.gatehouse.service.failure.StoreException}s; after one, a write may or
 * may not have happened, and can be done again.
 */
public interface ScanStore {
    /**
     * Keeps a new scan.
     *
     * @return false where there is one of its id
     */
    boolean create(ScanRecord scan);

    /** A scan, with its counts. */
    Optional<ScanRecord> find(String id);

    /**
     * Writes status, detail, instants and version of a scan where the stored version is the one before; cursor, listing and
     * counts stay as they are stored.
     *
     * @return false where it is not
     */
    boolean update(ScanRecord scan);

    /**
     * Scans, the latest first.
     *
     * @param target of this name only
     * @throws dev.gatehouse.service.failure.InvalidName the cursor is none
     */
    ScanPage list(Optional<String> target, Optional<String> cursor, int limit);

    /** The running scan of a target, if there is one; of several the latest. */
    Optional<ScanRecord> running(String target);

    /**
     * Adds a part of the listing to the ledger, and sets where it goes on. Objects that are in the ledger stay as they are.
     *
     * @param from where this part began; nothing happens where the scan's cursor is another one by now
     */
    void listed(String id, Optional<String> from, Listing part);

    /** Sets how an object ended. The first end counts; further ones change nothing. */
    void ended(String id, ObjectEnd end);

    /**
     * The ledger, in an order that stays the same. A part may be short, or empty, and have a next.
     *
     * @param outcome only lines of this word: {@code pending}, or one of {@link CoverageJson#outcome}
     * @throws dev.gatehouse.service.failure.InvalidName the cursor is none
     */
    LedgerPage ledger(String id, Optional<String> outcome, Optional<String> cursor, int limit);

    /**
     * Forgets the oldest finished scans of each target, and their ledgers.
     *
     * @param newest how many of each target stay
     * @param ofEvents how many of {@link EventTarget#NAME} stay
     * @return how many
     */
    int forgetAllBut(int newest, int ofEvents);
}
