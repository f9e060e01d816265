package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.ingest.cloudtrail.TrailStore;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The trail in a watched folder: what is done with there, and what still waits. */
public final class WatchedTrailStore implements TrailStore {
    private static final List<String> ASIDE = List.of(FolderScan.DONE + "/", FolderScan.FAILED + "/");

    private final TrailStore done;
    private final TrailStore waiting;

    /**
     * @param root the watched folder
     * @param bucket the bucket that it mirrors
     * @param maxStored bytes that a file may have; of a larger one, so many and one more are read
     */
    public WatchedTrailStore(Path root, String bucket, int maxStored) {
        this.done = new FolderTrailStore(root.resolve(FolderScan.DONE), bucket, maxStored);
        this.waiting = new FolderTrailStore(root, bucket, maxStored);
    }

    @Override
    public Optional<StoredObject> get(ObjectLocation location) {
        return done.get(location)
                .or(() ->
                        ASIDE.stream().anyMatch(location.key()::startsWith) ? Optional.empty() : waiting.get(location));
    }

    @Override
    public List<String> keys(String bucket, String prefix) {
        return Stream.concat(
                        done.keys(bucket, prefix).stream(),
                        waiting.keys(bucket, prefix).stream()
                                .filter(key -> ASIDE.stream().noneMatch(key::startsWith)))
                .distinct()
                .sorted()
                .toList();
    }
}
