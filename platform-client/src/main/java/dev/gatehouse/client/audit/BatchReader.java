package dev.gatehouse.client.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one batch from the cursor on. It sees what is durable, and nothing else. */
final class BatchReader {
    private final OutboxFiles files;
    private final Contents contents;
    private final AuditEventCodec codec;
    private final int maxEvents;
    private final long maxBytes;

    private final List<AuditEvent> events = new ArrayList<>();
    private long bytes;
    private boolean full;

    BatchReader(OutboxFiles files, Contents contents, AuditEventCodec codec, int maxEvents, long maxBytes) {
        this.files = files;
        this.contents = contents;
        this.codec = codec;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    Batch read() throws IOException {
        Position start = contents.cursor();
        Position at = contents.advanced(start);
        while (!full && at.offset() < contents.bytes(at.segment())) {
            at = contents.advanced(readSegment(at));
        }
        return new Batch(events, start, at);
    }

    private Position readSegment(Position from) throws IOException {
        String name = SegmentName.of(from.segment());
        long end = contents.bytes(from.segment());
        Position at = from;
        try (FrameReader reader = new FrameReader(files, name, from.offset(), end)) {
            while (!full && at.offset() < end) {
                at = readFrame(at, frame(reader.next(), at));
            }
        }
        return at;
    }

    private Position readFrame(Position from, Frame frame) {
        List<byte[]> lines = frame.lines();
        for (int line = from.line(); line < lines.size(); line++) {
            if (!hasRoomFor(lines.get(line))) {
                full = true;
                return new Position(from.segment(), frame.offset(), line);
            }
            events.add(event(lines.get(line), from));
            bytes += lines.get(line).length;
        }
        return new Position(from.segment(), frame.end(), 0);
    }

    private boolean hasRoomFor(byte[] line) {
        return events.isEmpty() || (events.size() < maxEvents && bytes + line.length <= maxBytes);
    }

    private Frame frame(FrameReader.Next next, Position at) {
        if (next instanceof FrameReader.Next.Whole(Frame frame)) {
            return frame;
        }
        throw damaged(at, "the bytes from here on are no events any more");
    }

    private AuditEvent event(byte[] line, Position at) {
        try {
            return codec.decode(line);
        } catch (MalformedEvent e) {
            throw damaged(at, e.getMessage());
        }
    }

    private OutboxDamaged damaged(Position at, @Nullable String what) {
        return new OutboxDamaged(files.path(SegmentName.of(at.segment())), at.offset(), String.valueOf(what));
    }
}
