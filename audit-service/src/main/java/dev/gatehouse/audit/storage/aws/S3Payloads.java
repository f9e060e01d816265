package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Payload segments as objects of one frame each. That an object can only be made where none stands gives each index to
 * one writer. Each object says who wrote it: a write that was given up for lost may arrive late, and whoever meets it must
 * know his own from a stranger's.
 */
final class S3Payloads implements PayloadStore {
    private static final String FOLDER = "payload/";
    private static final Pattern NAME = Pattern.compile("[0-9]{20}");
    private static final String WRITER = "writer";
    private static final int ERASURE_ATTEMPTS = 4;

    private final S3Folder folder;
    private final String writer;
    private final S3Windows windows;

    /** @param writer what tells this writer from every other: its lease's token */
    S3Payloads(S3Folder folder, String writer) {
        this.folder = folder;
        this.writer = writer;
        this.windows = new S3Windows(folder, S3Payloads::name);
    }

    private static String name(long segment) {
        return FOLDER + String.format(Locale.ROOT, "%020d", segment);
    }

    @Override
    public List<Segment> list() {
        List<Segment> segments = folder.list(FOLDER).stream()
                .filter(object -> NAME.matcher(object.name()).matches())
                .map(object -> new Segment(first(object.name()), object.bytes()))
                .sorted(Comparator.comparingLong(Segment::first))
                .toList();
        windows.order(segments.stream().map(Segment::first).toList());
        return segments;
    }

    private static long first(String name) {
        try {
            return Long.parseLong(name);
        } catch (NumberFormatException e) {
            throw new StorageFailed("a payload segment's number is too large");
        }
    }

    @Override
    public void append(long segment, long offset, ByteBuffer frame) {
        if (offset != 0) {
            throw new IllegalArgumentException("an object can't grow");
        }
        String name = name(segment);
        try {
            folder.create(name, frame, this::headers);
        } catch (StorageConflict e) {
            if (folder.metadata(name, WRITER).equals(Optional.of(writer))) {
                // To be read, and then gone on from: nobody else has taken over.
                throw new StorageFailed("the payload segment " + segment + " is an earlier write that came late", e);
            }
            throw e;
        }
    }

    private void headers(PutObjectRequest.Builder request) {
        request.contentType("application/octet-stream").metadata(Map.of(WRITER, writer));
    }

    @Override
    public ByteBuffer read(long segment, long offset, int length) {
        return windows.read(segment, offset, length);
    }

    /** An object is written whole or not at all: what is damaged was damaged by somebody, and is not thrown away. */
    @Override
    public void truncate(long segment, long size) {
        throw new MalformedLog("the payload segment " + segment + " is damaged, and no crash does that to an object");
    }

    @Override
    public void overwrite(long segment, long offset, ByteBuffer bytes) {
        String name = name(segment);
        for (int attempt = 1; !isReplaced(name, offset, bytes); attempt++) {
            if (attempt == ERASURE_ATTEMPTS) {
                throw new StorageFailed("the payload segment " + segment + " changes all the time");
            }
        }
        windows.forget(segment);
        folder.deleteOlderVersions(name);
    }

    private boolean isReplaced(String name, long offset, ByteBuffer bytes) {
        S3Folder.Found there = folder.get(name).orElseThrow(() -> new StorageFailed(name + " is missing"));
        if (offset < 0 || offset + bytes.remaining() > there.bytes().length()) {
            throw new IllegalArgumentException("what is overwritten must lie within the segment");
        }
        ByteBuffer changed = ByteBuffer.wrap(there.bytes().copy());
        changed.put((int) offset, bytes, bytes.position(), bytes.remaining());
        try {
            folder.replace(name, there.etag(), changed, this::headers);
            return true;
        } catch (StorageConflict e) {
            return false; // Another event of this segment was erased meanwhile.
        }
    }

    @Override
    public boolean oneFrameASegment() {
        return true;
    }
}
