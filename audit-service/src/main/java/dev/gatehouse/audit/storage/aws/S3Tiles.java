package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.TileStore;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Tiles and entry bundles as objects in C2SP's layout, with the headers that C2SP asks for. */
final class S3Tiles implements TileStore {
    /** So that nobody reads payloads or the lease by asking for a tile. */
    private static final String START = "tile/";

    private final S3Folder folder;

    S3Tiles(S3Folder folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> get(String path) {
        return path.startsWith(START)
                ? folder.get(path).map(found -> found.bytes().copy())
                : Optional.empty();
    }

    @Override
    public void put(String path, byte[] bytes) {
        requireTile(path);
        folder.create(
                path,
                ByteBuffer.wrap(bytes),
                request -> request.contentType("application/octet-stream")
                        .cacheControl("public, max-age=31536000, immutable"));
    }

    @Override
    public void delete(String path) {
        requireTile(path);
        folder.delete(path);
    }

    private static void requireTile(String path) {
        if (!path.startsWith(START)) {
            throw new IllegalArgumentException("a tile's path begins with " + START);
        }
    }
}
