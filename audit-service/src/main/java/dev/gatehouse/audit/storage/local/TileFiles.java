package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.TileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Tiles as files in C2SP's layout, so that any web server can serve them. */
final class TileFiles implements TileStore {
    private final Path root;

    TileFiles(Path root) {
        this.root = root;
    }

    @Override
    public Optional<byte[]> get(String path) {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageFailed("the tile " + path + " can't be read", e);
        }
    }

    @Override
    public void put(String path, byte[] bytes) {
        Path file = root.resolve(path);
        Optional<byte[]> there = get(path);
        if (there.isPresent()) {
            if (!Arrays.equals(there.get(), bytes)) {
                throw new StorageConflict("other bytes stand at " + path);
            }
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (there.isPresent()) {
                DurableFiles.sync(folder); // Who wrote it may have been stopped before its name was durable.
                return;
            }
            if (folder != null) {
                DurableFiles.createFolders(folder);
            }
            DurableFiles.replace(file, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new StorageFailed("the tile " + path + " can't be written", e);
        }
    }

    @Override
    public void delete(String path) {
        try {
            Files.deleteIfExists(root.resolve(path));
        } catch (IOException e) {
            throw new StorageFailed("the tile " + path + " can't be deleted", e);
        }
    }
}
