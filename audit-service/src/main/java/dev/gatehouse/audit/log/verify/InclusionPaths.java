package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.tlog.BrokenTree;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.InclusionProof;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.TileId;
import dev.gatehouse.audit.tlog.TilePath;
import dev.gatehouse.audit.tlog.TileReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes many inclusion proofs of one tree: what neighbouring leaves' proofs have in common is computed once. For one
 * thread.
 */
final class InclusionPaths {
    private static final int REMEMBERED = 8_192;
    private static final int TILE_HEIGHT = 8;

    private final TileReader tiles;
    private final long size;
    private final Map<Range, Hash> computed = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Range, Hash> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Leaves from the first, which is included, to the end, which is not. */
    private record Range(long begin, long end) {}

    /** @param size the tree's leaves; its tiles are all there */
    InclusionPaths(TileReader tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /**
     * The proof of a leaf, by RFC 6962, section 2.1.1.
     *
     * @throws BrokenTree a tile is missing or has the wrong size
     */
    InclusionProof of(long index) {
        List<Hash> hashes = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = begin + Long.highestOneBit(end - begin - 1);
            if (index < middle) {
                hashes.add(hash(middle, end));
                end = middle;
            } else {
                hashes.add(hash(begin, middle));
                begin = middle;
            }
        }
        return new InclusionProof(index, size, hashes.reversed());
    }

    private Hash hash(long begin, long end) {
        long length = end - begin;
        int height = Long.numberOfTrailingZeros(length);
        if (Long.bitCount(length) == 1 && height % TILE_HEIGHT == 0) {
            return stored(height / TILE_HEIGHT, begin / length);
        }
        Range range = new Range(begin, end);
        Hash known = computed.get(range);
        if (known != null) {
            return known;
        }
        long middle = begin + Long.highestOneBit(length - 1);
        Hash hash = MerkleHash.node(hash(begin, middle), hash(middle, end));
        computed.put(range, hash);
        return hash;
    }

    /** A hash that stands in a tile; the partial one at the right edge may be gone, and the full one there. */
    private Hash stored(int level, long place) {
        long tile = place / TilePath.FULL_WIDTH;
        long width = Math.min(TilePath.FULL_WIDTH, (size >>> (TILE_HEIGHT * level)) - tile * TilePath.FULL_WIDTH);
        TileId id = new TileId(level, tile, (int) width);
        byte[] bytes = tiles.read(id)
                .or(() -> tiles.read(id.whole()))
                .orElseThrow(() -> new BrokenTree("there is no " + id.path()));
        int at = (int) (place % TilePath.FULL_WIDTH) * Hash.BYTES;
        if (bytes.length < at + Hash.BYTES) {
            throw new BrokenTree(id.path() + " is too short");
        }
        return Hash.of(bytes, at);
    }
}
