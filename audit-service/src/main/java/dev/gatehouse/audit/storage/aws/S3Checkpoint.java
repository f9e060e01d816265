package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.log.CheckpointStore;
import dev.gatehouse.audit.log.StorageConflict;
import java.nio.ByteBuffer;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The newest checkpoint as an object that is replaced where its ETag is the one that was last seen. */
final class S3Checkpoint implements CheckpointStore {
    private static final String NAME = "checkpoint";

    private final S3Folder folder;
    /** What stood there when it was last read or written: it saves a read for each checkpoint. */
    private volatile Optional<S3Folder.Found> seen = Optional.empty();

    S3Checkpoint(S3Folder folder) {
        this.folder = folder;
    }

    private static void headers(PutObjectRequest.Builder request) {
        request.contentType("text/plain; charset=utf-8").cacheControl("no-cache");
    }

    @Override
    public Optional<byte[]> read() {
        seen = folder.get(NAME);
        return seen.map(found -> found.bytes().copy());
    }

    @Override
    public void replace(Optional<byte[]> expected, byte[] checkpoint) {
        ByteSlice kept = ByteSlice.of(checkpoint.clone());
        ByteBuffer bytes = ByteBuffer.wrap(kept.array());
        String etag = expected.isEmpty()
                ? folder.create(NAME, bytes, S3Checkpoint::headers)
                : folder.replace(NAME, etag(ByteSlice.of(expected.get())), bytes, S3Checkpoint::headers);
        seen = Optional.of(new S3Folder.Found(kept, etag));
    }

    private String etag(ByteSlice expected) {
        Optional<S3Folder.Found> there = seen.filter(found -> found.bytes().equals(expected));
        if (there.isEmpty()) {
            there = folder.get(NAME).filter(found -> found.bytes().equals(expected));
        }
        return there.orElseThrow(() -> new StorageConflict("another checkpoint stands there"))
                .etag();
    }
}
