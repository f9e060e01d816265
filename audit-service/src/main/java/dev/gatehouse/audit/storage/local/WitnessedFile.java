package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.witness.WitnessedStore;
import dev.gatehouse.audit.tlog.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The newest witnessed checkpoint as a file, replaced by a rename. */
public final class WitnessedFile implements WitnessedStore {
    private final Path file;

    public WitnessedFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<byte[]> read() {
        try {
            return Optional.of(OwnerFiles.read(file, SignedNote.MAX_BYTES));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageFailed("the witnessed checkpoint can't be read", e);
        }
    }

    @Override
    public void write(byte[] note) {
        try {
            DurableFiles.replace(file, ByteBuffer.wrap(note));
        } catch (IOException e) {
            throw new StorageFailed("the witnessed checkpoint can't be written", e);
        }
    }
}
