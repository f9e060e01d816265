package dev.gatehouse.config.secret;

import java.time.Instant;

/** The store in memory keeps the contract, so that what is tested over it is tested over any. */
class MemorySecretStoreTest extends SecretStoreContract {
    private final MemorySecretStore store = new MemorySecretStore(() -> Instant.EPOCH);

    @Override
    protected SecretStore store() {
        return store;
    }
}
