package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.StorageFailed;
import java.util.Optional;

/**
 * Where the first fault is kept, over restarts. Nothing in the service takes it out again: that is for an operator who has
 * looked. Both methods throw {@link StorageFailed} where the store does not answer.
 */
public interface FaultStore {
    /** The fault, if one was saved. */
    Optional<Fault> load();

    /** Keeps a fault; durable on return. */
    void save(Fault fault);
}
