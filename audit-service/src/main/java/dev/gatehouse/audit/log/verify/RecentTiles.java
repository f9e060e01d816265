package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.tlog.TileId;
import dev.gatehouse.audit.tlog.TileReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the tiles that were read last: neighbouring proofs need the same ones. For one thread. */
final class RecentTiles implements TileReader {
    private static final int KEPT = 128;

    private final TileReader tiles;
    private final Map<TileId, Optional<byte[]>> recent = new LinkedHashMap<>(KEPT, 0.75f, true);

    RecentTiles(TileReader tiles) {
        this.tiles = tiles;
    }

    @Override
    public Optional<byte[]> read(TileId tile) {
        Optional<byte[]> found = recent.computeIfAbsent(tile, tiles::read);
        if (recent.size() > KEPT) {
            recent.remove(recent.keySet().iterator().next());
        }
        return found;
    }
}
