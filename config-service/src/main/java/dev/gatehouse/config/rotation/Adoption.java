package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;

/** Who holds which version of a secret, as far as a rotation has to know. Asked every few seconds while one waits. */
@FunctionalInterface
public interface Adoption {
    /**
     * Whether nobody who reports what they hold, and whose report is not stale, holds another version than this one. True
     * where nobody reports at all.
     *
     * @throws dev.gatehouse.service.failure.StoreException it can't be told now; it is asked again
     */
    boolean complete(SecretName name, VersionId version);
}
