package dev.gatehouse.audit.log;

/** All that one log is kept in. While it is open to a writer, nobody else writes. */
public interface LogStorage extends AutoCloseable {
    PayloadStore payloads();

    TileStore tiles();

    CheckpointStore checkpoints();

    /**
     * Whether this process may still write.
     *
     * @throws StorageConflict it may not: its lease has run out, or another has it
     */
    void requireLease();

    /** Lets another writer have it. */
    @Override
    void close();
}
