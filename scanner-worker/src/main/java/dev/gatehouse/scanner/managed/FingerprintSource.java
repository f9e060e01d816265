package dev.gatehouse.scanner.managed;

import java.util.Optional;

/** Who hands fingerprints over. */
@FunctionalInterface
public interface FingerprintSource {
    /**
     * Asks for them, and waits for a bounded time.
     *
     * @param unless the set that is known already
     */
    Fetched fetch(Optional<String> unless) throws InterruptedException;
}
