package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.log.CheckpointStore;
import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The newest checkpoint as a file, replaced by a rename. The folder's lock keeps a second writer away. */
final class CheckpointFile implements CheckpointStore {
    /** No checkpoint is empty, so an empty array stands for none. */
    private static final byte[] NOTHING = {};

    private final Path file;

    CheckpointFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<byte[]> read() {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageFailed("the checkpoint can't be read", e);
        }
    }

    @Override
    public void replace(Optional<byte[]> expected, byte[] checkpoint) {
        Optional<byte[]> there = read();
        boolean same = Arrays.equals(there.orElse(NOTHING), expected.orElse(NOTHING));
        if (!same) {
            throw new StorageConflict("another checkpoint stands there");
        }
        try {
            DurableFiles.replace(file, ByteBuffer.wrap(checkpoint));
        } catch (IOException e) {
            throw new StorageFailed("the checkpoint can't be written", e);
        }
    }
}
