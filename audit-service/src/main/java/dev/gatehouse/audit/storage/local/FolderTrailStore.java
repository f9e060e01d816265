package dev.gatehouse.audit.storage.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.cloudtrail.TrailStore;
import dev.gatehouse.audit.ingest.cloudtrail.TrailUnavailable;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that mirrors one bucket: a key is a path below it. What stands outside the folder, or behind a link, is not there. */
public final class FolderTrailStore implements TrailStore {
    private final Path root;
    private final String bucket;
    private final int maxStored;

    /**
     * @param root the folder, for instance the {@code done} of a watched folder
     * @param bucket the bucket that it mirrors
     * @param maxStored bytes that a file may have; of a larger one, so many and one more are read
     */
    public FolderTrailStore(Path root, String bucket, int maxStored) {
        this.root = root.toAbsolutePath().normalize();
        this.bucket = bucket;
        this.maxStored = maxStored;
    }

    @Override
    public Optional<StoredObject> get(ObjectLocation location) {
        Optional<Path> file =
                location.bucket().filter(name -> !name.equals(bucket)).isPresent()
                        ? Optional.empty()
                        : path(location.key());
        if (file.isEmpty() || !Files.isRegularFile(file.get(), NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            if (!file.get().toRealPath().startsWith(root.toRealPath())) {
                return Optional.empty();
            }
            ByteSlice bytes = ByteSlice.of(OwnerFiles.read(file.get(), maxStored));
            return Optional.of(new StoredObject(location, bytes, metadata(file.get())));
        } catch (IOException e) {
            throw new TrailUnavailable("a file of the trail can't be read", e);
        }
    }

    private static Map<String, String> metadata(Path file) throws IOException {
        try {
            return Sidecar.read(file);
        } catch (Sidecar.Malformed none) {
            // It has no signature then, and is judged so.
            return Map.of();
        }
    }

    @Override
    public List<String> keys(String name, String prefix) {
        Optional<Path> folder =
                name.equals(bucket) ? path(prefix.substring(0, prefix.lastIndexOf('/') + 1)) : Optional.empty();
        if (folder.isEmpty() || !Files.isDirectory(folder.get(), NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.get())) {
            return files.filter(file -> Files.isRegularFile(file, NOFOLLOW_LINKS))
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix) && !key.endsWith(Sidecar.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TrailUnavailable("the trail's folder can't be listed", e);
        }
    }

    private Optional<Path> path(String key) {
        try {
            Path path = root.resolve(key).normalize();
            return path.startsWith(root) && root.relativize(path).toString().equals(withoutSlash(key))
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String withoutSlash(String key) {
        return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    }
}
