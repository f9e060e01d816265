package dev.gatehouse.scanner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The documents that the service is given: a configured file, or the one in the executable. */
final class Documents {
    private Documents() {}

    /** @throws ReadinessFailure the file can't be read; the setting is named */
    static byte[] read(String setting, Optional<Path> file, String packaged) {
        try {
            return file.isPresent() ? Files.readAllBytes(file.get()) : packaged(packaged);
        } catch (IOException e) {
            throw new ReadinessFailure(
                    setting,
                    "the file " + file.get() + " can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static byte[] packaged(String name) throws IOException {
        try (InputStream in = Documents.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the executable");
            }
            return in.readAllBytes();
        }
    }
}
