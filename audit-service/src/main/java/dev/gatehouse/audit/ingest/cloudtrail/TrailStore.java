package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.util.List;
import java.util.Optional;

/** The bucket, or a copy of it, that a trail delivers to. Read only. Safe for use by many threads. */
public interface TrailStore {
    /**
     * A file; empty where there is none.
     *
     * @throws TrailUnavailable it can't be told whether there is one
     */
    Optional<StoredObject> get(ObjectLocation location);

    /**
     * The keys that begin so, in the order of their UTF-8 bytes.
     *
     * @throws TrailUnavailable they can't be listed
     */
    List<String> keys(String bucket, String prefix);
}
