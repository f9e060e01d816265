package dev.gatehouse.audit.log;

import java.util.Optional;

/**
 * Where tiles and entry bundles are kept, by their paths in C2SP's layout. What has a path never changes: a tile is
 * written again with the same bytes only. Failures as in {@link PayloadStore}. Safe for use by many threads.
 */
public interface TileStore {
    /** What stands at a path. */
    Optional<byte[]> get(String path);

    /**
     * Keeps bytes at a path. When this returns, they survive a power cut.
     *
     * @throws StorageConflict other bytes stand there
     */
    void put(String path, byte[] bytes);

    /** Removes what stands at a path, if anything does. It need not be gone at once. */
    void delete(String path);
}
