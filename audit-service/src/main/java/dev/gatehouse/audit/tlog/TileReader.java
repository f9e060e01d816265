package dev.gatehouse.audit.tlog;

import java.util.Optional;

/**
 * Where a log's hash tiles are read. What it gives for a tile never changes. It may throw what its storage throws; the
 * callers here let that pass.
 */
@FunctionalInterface
public interface TileReader {
    /** The tile's bytes, or nothing if it is not there. A partial tile may be gone once the full one is there. */
    Optional<byte[]> read(TileId tile);
}
