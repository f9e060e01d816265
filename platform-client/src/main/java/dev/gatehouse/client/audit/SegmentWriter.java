package dev.gatehouse.client.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Appends frames to the last segment, durably. For one thread.
 *
 * <p>After a write or a flush that failed, nobody knows what the disk holds, and a second flush that succeeds says
 * nothing about the first one's pages. So the segment is cut back to what was forced before, closed, and never written
 * again; the next frame goes into a new one. As long as the cut fails, every append does.
 */
final class SegmentWriter implements Closeable {
    private final OutboxFiles files;
    private final Contents contents;
    private final int segmentBytes;

    private OutboxFiles.@Nullable Writable active;
    private long segment;
    private long end;
    private boolean inDoubt;

    private SegmentWriter(OutboxFiles files, Contents contents, int segmentBytes, long segment) {
        this.files = files;
        this.contents = contents;
        this.segmentBytes = segmentBytes;
        this.segment = segment;
        this.end = contents.bytes(segment);
    }

    /** @param segment the last segment, which is in order */
    static SegmentWriter open(OutboxFiles files, Contents contents, int segmentBytes, long segment) throws IOException {
        SegmentWriter writer = new SegmentWriter(files, contents, segmentBytes, segment);
        writer.active = files.open(SegmentName.of(segment));
        return writer;
    }

    /** When this returns, the frame is durable and readable; when it throws, it is not readable. */
    void append(ByteBuffer frame, int events) throws IOException {
        int bytes = frame.remaining();
        OutboxFiles.Writable file = segmentFor(bytes);
        inDoubt = true;
        file.write(frame, end);
        file.force();
        inDoubt = false;
        end += bytes;
        contents.appended(segment, bytes, events);
    }

    private OutboxFiles.Writable segmentFor(int bytes) throws IOException {
        if (inDoubt) {
            closeActive();
            cutBack();
        }
        OutboxFiles.Writable current = active;
        boolean fits = end == 0 || end + bytes <= segmentBytes;
        return current != null && fits ? current : startNext();
    }

    private void cutBack() throws IOException {
        try (OutboxFiles.Writable file = files.open(SegmentName.of(segment))) {
            file.truncate(end);
            file.force();
        }
        inDoubt = false;
    }

    private OutboxFiles.Writable startNext() throws IOException {
        closeActive();
        // An empty one is made anew in its place: on a full disk, each attempt would leave another behind.
        long next = end == 0 ? segment : segment + 1;
        active = files.create(SegmentName.of(next));
        try {
            files.sync();
        } catch (IOException e) {
            closeActive();
            throw e;
        }
        segment = next;
        end = 0;
        contents.started(next);
        return active;
    }

    private void closeActive() {
        OutboxFiles.Writable file = active;
        active = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // All that counts was forced; a descriptor that will not close is nothing to refuse events for.
            }
        }
    }

    @Override
    public void close() {
        closeActive();
    }
}
