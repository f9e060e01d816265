package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.InvalidFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The log's Ed25519 key in a file that only its owner reads, in the signed note's text form; beside it, in {@code
 * <file>.vkey}, is what its signatures are checked with.
 */
public final class SigningKeyFile {
    private final Path file;

    public SigningKeyFile(Path file) {
        this.file = file;
    }

    /**
     * The key of the file; one that is made where there is no file yet.
     *
     * @param name the key's name, the log's origin
     * @param mayMake false where a checkpoint has been signed already: another key would be no use
     * @throws StorageFailed it can't be read or written, or is missing
     * @throws InvalidFormat it is no key of this name
     */
    public Ed25519Signer open(String name, boolean mayMake) {
        try {
            if (Files.exists(file)) {
                return read(name);
            }
            if (!mayMake) {
                throw new StorageFailed("the log is signed already, and its key " + file + " is missing");
            }
            return make(name);
        } catch (IOException e) {
            throw new StorageFailed("the log's key " + file + " can't be read or written", e);
        }
    }

    private Ed25519Signer read(String name) throws IOException {
        Ed25519Signer signer = Ed25519Signer.parse(Files.readString(file).strip());
        if (!signer.name().equals(name)) {
            throw new InvalidFormat("signing key", "its name is not the log's origin " + name);
        }
        return signer;
    }

    private Ed25519Signer make(String name) throws IOException {
        Ed25519Signer signer = Ed25519Signer.generate(name);
        write(
                file.resolveSibling(file.getFileName() + ".vkey"),
                signer.verifierKey().format());
        write(file, signer.privateKeyText());
        return signer;
    }

    private static void write(Path path, String text) throws IOException {
        DurableFiles.replace(path, ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
