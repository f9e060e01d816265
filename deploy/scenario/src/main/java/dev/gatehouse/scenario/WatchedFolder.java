package dev.gatehouse.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder of this machine. */
record WatchedFolder(Path folder, Path work) implements WatchedPlace {
    @Override
    public void put(String name, String text) {
        try {
            Path written = Files.createTempFile(work, "drop", ".txt");
            Files.writeString(written, text);
            Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean gone(String name) {
        return Files.notExists(folder.resolve(name));
    }
}
