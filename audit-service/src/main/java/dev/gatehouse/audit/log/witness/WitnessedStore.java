package dev.gatehouse.audit.log.witness;

import dev.gatehouse.audit.log.StorageFailed;
import java.util.Optional;

/**
 * Where the newest witnessed checkpoint is kept, so that it is there after a restart while the witnesses are away. The log
 * does not depend on it.
 */
public interface WitnessedStore {
    /**
     * What is kept: a signed note.
     *
     * @throws StorageFailed it can't be read
     */
    Optional<byte[]> read();

    /**
     * Keeps a note in the place of the one before.
     *
     * @throws StorageFailed it may not be kept
     */
    void write(byte[] note);
}
