package dev.gatehouse.service.local;

import dev.gatehouse.service.access.TokenJson;
import dev.gatehouse.service.access.TokenRecord;
import dev.gatehouse.service.access.TokenStore;
import dev.gatehouse.service.access.TokenSummary;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps each token's record as a file, {@code <id>.json}, in a folder that only this process's user can open (0700).
 *
 * <p>The folder stands in a {@link DataFolder}, so that one process at a time writes it. The records are not sealed: who
 * can write the folder can make a token, and they hold hashes of secrets, never a secret.
 */
public final class FileTokenStore implements TokenStore {
    /** Bytes of a record; one with 20 policies has about 2 KiB. */
    static final int MAX_BYTES = 65_536;

    private static final String SUFFIX = ".json";

    private final Path folder;

    private FileTokenStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder of tokens, creates it where there is none, and clears away what a killed process began.
     *
     * @throws StorageRefused it is a link or no folder, others can open it, or it is another user's
     */
    public static FileTokenStore open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            if (Files.notExists(path)) {
                Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OwnerOnly.FOLDER));
                DataFolder.sync(path.resolve("..").normalize());
            }
            OwnerOnly.ofThisProcess().requireFolder(path);
            for (Path draft : files(path, name -> name.startsWith(WholeFile.DRAFT_PREFIX))) {
                Files.delete(draft);
            }
        } catch (IOException failure) {
            throw new StorageRefused("the folder of tokens " + path + " can't be opened", failure);
        }
        return new FileTokenStore(path);
    }

    @Override
    public Optional<TokenRecord> find(String id) {
        return TokenSummary.isId(id) ? read(file(id)).map(text -> record(id, text)) : Optional.empty();
    }

    @Override
    public List<TokenRecord> all() {
        try {
            // A draft's name is no id, so find passes over it.
            return files(folder, name -> name.endsWith(SUFFIX)).stream()
                    .map(FileTokenStore::id)
                    .flatMap(id -> find(id).stream())
                    .toList();
        } catch (IOException failure) {
            throw failed("the tokens can't be listed", failure);
        }
    }

    @Override
    public synchronized boolean add(TokenRecord token) {
        String id = token.summary().id();
        try {
            return file(id).create(TokenJson.write(token));
        } catch (IOException failure) {
            throw failed("the record of token " + id + " can't be written", failure);
        }
    }

    @Override
    public synchronized Optional<TokenRecord> revoke(String id, Instant at) {
        Optional<TokenRecord> found = find(id);
        if (found.isEmpty() || found.get().summary().revokedAt().isPresent()) {
            return found;
        }
        TokenRecord revoked = found.get().revoked(at);
        try {
            file(id).replace(TokenJson.write(revoked));
            return Optional.of(revoked);
        } catch (IOException failure) {
            throw failed("the record of token " + id + " can't be written", failure);
        }
    }

    private WholeFile file(String id) {
        return new WholeFile(folder.resolve(id + SUFFIX));
    }

    private static Optional<String> read(WholeFile file) {
        try {
            return file.read(MAX_BYTES);
        } catch (WholeFile.TooLarge damaged) {
            throw new StoreException.Corrupt("the token's record at " + file + " " + damaged.getMessage(), damaged);
        } catch (IOException failure) {
            throw failed("the token's record at " + file + " can't be read", failure);
        }
    }

    private TokenRecord record(String id, String text) {
        try {
            TokenRecord token = TokenJson.read(text);
            if (!token.summary().id().equals(id)) {
                throw new IllegalArgumentException("is another token's");
            }
            return token;
        } catch (IllegalArgumentException | InvalidName damaged) {
            throw new StoreException.Corrupt(
                    "the token's record at " + file(id) + " can't be read: " + damaged.getMessage(), damaged);
        }
    }

    private static String id(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static List<Path> files(Path folder, Predicate<String> named) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> named.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static StoreException failed(String what, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
            return new StoreException.Full(what + ": the disk is full", failure);
        }
        return failure instanceof AccessDeniedException
                ? new StoreException.Denied(what, failure)
                : new StoreException.Unavailable(what, failure);
    }
}
