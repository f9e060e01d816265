package dev.gatehouse.scanner.triage;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The access keys of the account's own users, as their owner sees them; no key is ever used. Failures are
 * {@link dev.gatehouse.service.failure.StoreException}s.
 */
public interface AccessKeys {
    /**
     * A key.
     *
     * @param id the key's id, which is half of the pair
     * @param user whose it is
     * @param active whether it works
     */
    record OwnedKey(String id, String user, boolean active) {
        /** The id is not shown: where it leaked, its finding says so by its fingerprint. */
        @Override
        public String toString() {
            return "OwnedKey[user=" + user + ", active=" + active + "]";
        }
    }

    /** Gives every key of every user; one that comes or goes meanwhile may be missing. */
    void each(Consumer<OwnedKey> keys);

    /** When a key was used last; empty where it never was, or nobody knows. */
    Optional<Instant> lastUsed(OwnedKey key);
}
