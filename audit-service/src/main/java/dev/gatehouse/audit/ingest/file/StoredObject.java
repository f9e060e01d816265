package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import java.util.Map;

/**
 * A file as it was fetched.
 *
 * @param location where it stood
 * @param bytes its bytes as they are stored: not inflated
 * @param metadata S3's metadata of the user's, without {@code x-amz-meta-}, the names in lower case
 */
public record StoredObject(ObjectLocation location, ByteSlice bytes, Map<String, String> metadata) {
    public StoredObject {
        metadata = Map.copyOf(metadata);
    }

    /** The bytes, in an array that is theirs alone; no copy where they have one already. */
    byte[] array() {
        return bytes.offset() == 0 && bytes.length() == bytes.array().length ? bytes.array() : bytes.copy();
    }
}
