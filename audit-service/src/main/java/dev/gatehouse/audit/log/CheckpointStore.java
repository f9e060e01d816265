package dev.gatehouse.audit.log;

import java.util.Optional;

/** Where the newest checkpoint is kept. Failures as in {@link PayloadStore}. */
public interface CheckpointStore {
    /** The newest checkpoint: a signed note. */
    Optional<byte[]> read();

    /**
     * Puts a checkpoint in the place of another, if that one still stands there; nobody sees part of it. When this
     * returns, it survives a power cut.
     *
     * @param expected what must stand there; empty where nothing may
     * @throws StorageConflict something else stands there
     */
    void replace(Optional<byte[]> expected, byte[] checkpoint);
}
