package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;

/** Makes access keys inactive; a key is never deleted. Failures are {@link dev.gatehouse.service.failure.StoreException}s. */
@FunctionalInterface
public interface KeySwitch {
    /**
     * Makes a key inactive; one that is stays so.
     *
     * @return false where there is no such key any more
     */
    boolean disable(OwnedKey key);
}
