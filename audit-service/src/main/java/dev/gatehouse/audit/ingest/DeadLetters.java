package dev.gatehouse.audit.ingest;

import java.util.List;
import java.util.Optional;

/**
 * Keeps what is no event, for a while and within bounds. Safe for use by many threads.
 *
 * <p>A letter of the same origin, position, reason and bytes as one that is kept is that one: redelivery adds nothing.
 */
public interface DeadLetters {
    /**
     * Keeps letters. When this returns, all of them are durable; the bytes of a long one may be cut.
     *
     * @throws DeadLettersUnavailable there is no room or no disk: not all of them are kept. The sender must be told to send
     *     again later, since nothing that came in may be lost
     */
    void add(List<DeadLetter> letters);

    /**
     * Letters in the order in which they came.
     *
     * @param after the id of the letter before the first; empty for the oldest one
     * @param max how many at most
     * @return none, too, where {@code after} is not kept any more
     */
    List<KeptLetter> list(Optional<String> after, int max);

    /** A letter without its bytes; empty where there is no such letter. */
    Optional<KeptLetter> find(String id);

    /** A letter with the bytes that are kept of it; empty where there is no such letter. */
    Optional<DeadLetter> read(String id);

    /**
     * Forgets a letter, durably.
     *
     * @return whether there was one
     */
    boolean delete(String id);
}
