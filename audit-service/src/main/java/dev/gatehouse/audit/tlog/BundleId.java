package dev.gatehouse.audit.tlog;

/**
 * A bundle of entries: what stands under the hashes of the tile of level 0 at the same place.
 *
 * @param index the place from the left, from 0
 * @param width the entries in it, 1 to 256
 */
public record BundleId(long index, int width) implements TilePath {
    static final String WHAT = "entries";

    public BundleId {
        TilePath.check(index, width);
    }

    /** The full bundle at this place. */
    public BundleId whole() {
        return new BundleId(index, FULL_WIDTH);
    }

    @Override
    public String path() {
        return TilePathText.format(WHAT, index, width);
    }
}
