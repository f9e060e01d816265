package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.finding.FingerprintKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The fingerprint key of one-off scans: hexadecimal digits in a file. Without one, fingerprints could be tested against
 * guesses; with another one, they are others.
 */
final class KeyFile {
    private static final int MOST_DIGITS = 4096;
    private static final int ID_DIGITS = 16;

    /**
     * A key.
     *
     * @param id which key it is, which says nothing about it
     * @param stays whether a later scan has it too
     */
    record Read(FingerprintKey key, String id, boolean stays) {
        static Read of(byte[] bytes, boolean stays) {
            FingerprintKey key = FingerprintKey.of(bytes);
            byte[] label = "gatehouse fingerprint key id".getBytes(StandardCharsets.UTF_8);
            String id = key.maker().of(label, 0, label.length).text().substring(0, ID_DIGITS);
            Arrays.fill(bytes, (byte) 0);
            return new Read(key, id, stays);
        }
    }

    private final SecureRandom random;

    KeyFile(SecureRandom random) {
        this.random = random;
    }

    /** The key of a file that somebody named. */
    Read named(Path file) {
        try {
            return read(file);
        } catch (IOException e) {
            throw new WrongUsage("the key file " + file + " can't be read");
        }
    }

    /** The user's key, which is made if there is none; a key for this scan alone where there is no place for one. */
    Read users(Map<String, String> variables) {
        Optional<Path> folder = folder(variables);
        if (folder.isPresent()) {
            try {
                Path file = folder.get().resolve("gatehouse").resolve("scanner.key");
                if (!Files.exists(file)) {
                    make(file);
                }
                return read(file);
            } catch (IOException e) {
                // The scan goes on, and says that its fingerprints are its own.
                return passing();
            }
        }
        return passing();
    }

    private Read passing() {
        byte[] bytes = new byte[FingerprintKey.MIN_BYTES];
        random.nextBytes(bytes);
        return Read.of(bytes, false);
    }

    private static Optional<Path> folder(Map<String, String> variables) {
        String config = variables.getOrDefault("XDG_CONFIG_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        if (config.startsWith("/")) {
            return Optional.of(Path.of(config));
        }
        return home.startsWith("/") ? Optional.of(Path.of(home, ".config")) : Optional.empty();
    }

    /** Another process may do the same at the same time: the first wins, and nobody sees half a key. */
    private void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = Files.createTempFile(
                folder,
                "scanner",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            byte[] bytes = new byte[FingerprintKey.MIN_BYTES];
            random.nextBytes(bytes);
            Files.writeString(fresh, HexFormat.of().formatHex(bytes) + "\n");
            Arrays.fill(bytes, (byte) 0);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // It is there: that one counts.
            return;
        } finally {
            Files.delete(fresh);
        }
    }

    private static Read read(Path file) throws IOException {
        if (Files.size(file) > MOST_DIGITS) {
            throw new WrongUsage("the key file " + file + " is no key: it is too long");
        }
        String digits = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        try {
            return Read.of(HexFormat.of().parseHex(digits), true);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(
                    "the key file " + file + " is no key: it has to hold an even number of hexadecimal digits, "
                            + 2 * FingerprintKey.MIN_BYTES + " at least");
        }
    }
}
