package dev.gatehouse.audit.storage.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.service.access.TokenJson;
import dev.gatehouse.service.access.TokenRecord;
import dev.gatehouse.service.access.TokenStore;
import dev.gatehouse.service.access.TokenSummary;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps each token's record as an object, {@code tokens/<id>.json}, so that all processes know the same tokens. The records
 * hold hashes of secrets, never a secret; but whoever may write there can make a token, so the prefix is the service's alone.
 */
public final class S3TokenStore implements TokenStore {
    private static final String FOLDER = "tokens/";
    private static final String SUFFIX = ".json";

    private final S3Folder folder;

    /** @param s3 a client that {@link AwsClientSettings#applyTo} was given */
    public S3TokenStore(S3Client s3, S3Place place) {
        this.folder = new S3Folder(s3, place);
    }

    @Override
    public Optional<TokenRecord> find(String id) {
        return stored(id).map(found -> record(id, found));
    }

    private Optional<S3Folder.Found> stored(String id) {
        return TokenSummary.isId(id) ? tried("read", () -> folder.get(name(id))) : Optional.empty();
    }

    @Override
    public List<TokenRecord> all() {
        return tried("listed", () -> folder.list(FOLDER)).stream()
                .map(S3Folder.Listed::name)
                .filter(name -> name.endsWith(SUFFIX))
                .flatMap(name -> find(name.substring(0, name.length() - SUFFIX.length())).stream())
                .toList();
    }

    @Override
    public boolean add(TokenRecord token) {
        return written(() -> folder.create(name(token.summary().id()), bytes(token), request -> {}));
    }

    @Override
    public Optional<TokenRecord> revoke(String id, Instant at) {
        Optional<S3Folder.Found> found = stored(id);
        while (found.isPresent()) {
            TokenRecord token = record(id, found.get());
            if (token.summary().revokedAt().isPresent()) {
                return Optional.of(token);
            }
            String etag = found.get().etag();
            TokenRecord revoked = token.revoked(at);
            if (written(() -> folder.replace(name(id), etag, bytes(revoked), request -> {}))) {
                return Optional.of(revoked);
            }
            // Another has revoked it meanwhile.
            found = stored(id);
        }
        return Optional.empty();
    }

    private static String name(String id) {
        return FOLDER + id + SUFFIX;
    }

    private static ByteBuffer bytes(TokenRecord token) {
        return ByteBuffer.wrap(TokenJson.write(token).getBytes(UTF_8));
    }

    private static TokenRecord record(String id, S3Folder.Found found) {
        try {
            TokenRecord token = TokenJson.read(found.bytes().text());
            if (!token.summary().id().equals(id)) {
                throw new IllegalArgumentException("is another token's");
            }
            return token;
        } catch (IllegalArgumentException | InvalidName damaged) {
            throw new StoreException.Corrupt(
                    "the token's record at " + name(id) + " can't be read: " + damaged.getMessage(), damaged);
        }
    }

    /** @return false where something else stands there */
    private static boolean written(Supplier<String> write) {
        try {
            return !write.get().isEmpty();
        } catch (StorageConflict e) {
            return false;
        } catch (StorageFailed e) {
            throw new StoreException.Unavailable("a token's record can't be written: " + e.getMessage(), e);
        }
    }

    private static <T> T tried(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (StorageFailed e) {
            throw new StoreException.Unavailable("the tokens can't be " + what + ": " + e.getMessage(), e);
        }
    }
}
