package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.PayloadStore.Segment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of the segments, one after the other, each with its payload checked against what its entry commits to. */
final class StoredEvents {
    /** A larger erasure names no event: the service writes some hundred bytes. */
    private static final int MAX_ERASURE_BYTES = 1 << 20;

    private static final byte ERASED = (byte) 0xFF;

    private final LogSource source;
    private final MessageDigest sha256 = sha256();
    private final FrameTable table = new FrameTable();
    private final byte[] salt = new byte[FrameTable.SALT_BYTES];
    private NavigableMap<Long, Segment> segments = new TreeMap<>();
    private @Nullable SegmentBytes open;
    private long index;
    private int row;
    private long finished;

    StoredEvents(LogSource source) {
        this.source = source;
    }

    /** A digest of the caller's own. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    /** How many bytes of segments were read. */
    long bytes() {
        return finished + (open == null ? 0 : open.offset());
    }

    /** Looks anew at what is stored after the last event: it may have changed. To be called before the first. */
    void refresh() {
        segments = new TreeMap<>();
        source.segments().forEach(segment -> segments.put(segment.first(), segment));
        SegmentBytes was = open;
        if (was != null) {
            Segment now = Optional.ofNullable(segments.get(was.segment())).orElseThrow(this::missing);
            open = new SegmentBytes(source, now, was.offset());
        }
    }

    /**
     * The next event.
     *
     * @throws BrokenLog it is missing, or not as it was sealed
     */
    StoredEvent next() {
        SegmentBytes bytes = row < table.count() ? opened() : nextFrame();
        Place.InSegment place = new Place.InSegment(bytes.segment(), bytes.offset(), index);
        try {
            return payload(bytes, place);
        } catch (SegmentBytes.Ended e) {
            throw new BrokenLog(place, "the segment ends inside a payload");
        } catch (MalformedLog e) {
            throw new BrokenLog(place, String.valueOf(e.getMessage()));
        }
    }

    private SegmentBytes opened() {
        SegmentBytes bytes = open;
        if (bytes == null) {
            throw new IllegalStateException("no frame is open");
        }
        return bytes;
    }

    private SegmentBytes nextFrame() {
        SegmentBytes bytes = open;
        if (bytes == null || bytes.left() == 0) {
            finished = bytes();
            bytes = new SegmentBytes(source, nextSegment(), 0);
            open = bytes;
        }
        Place.InSegment place = new Place.InSegment(bytes.segment(), bytes.offset(), index);
        try {
            table.read(bytes, index);
        } catch (SegmentBytes.Ended e) {
            throw new BrokenLog(place, "the segment ends inside a frame's table");
        } catch (MalformedLog e) {
            throw new BrokenLog(place, String.valueOf(e.getMessage()));
        }
        row = 0;
        return bytes;
    }

    private Segment nextSegment() {
        Map.Entry<Long, Segment> next = open == null ? segments.firstEntry() : segments.higherEntry(open.segment());
        if (next == null || next.getKey() != index) {
            throw missing();
        }
        return next.getValue();
    }

    private BrokenLog missing() {
        return new BrokenLog(new Place.InSegment(index, 0, index), "the next segment does not begin with this event");
    }

    private StoredEvent payload(SegmentBytes bytes, Place.InSegment place) {
        LogEntry entry = table.entry(row);
        int length = table.payloadBytes(row);
        bytes.copy(salt, salt.length);
        boolean erased = isErased();
        Optional<Long> names = Optional.empty();
        if (erased) {
            requireZeroes(bytes, length);
        } else {
            names = checked(bytes, entry, length);
        }
        return new StoredEvent(index++, place, entry, table.array(), FrameTable.entryAt(row++), erased, names);
    }

    private boolean isErased() {
        for (byte each : salt) {
            if (each != ERASED) {
                return false;
            }
        }
        return true;
    }

    private static void requireZeroes(SegmentBytes bytes, int length) {
        if (!bytes.zeroes(length)) {
            throw new MalformedLog("the payload is marked as erased, and is not all zeroes");
        }
    }

    private Optional<Long> checked(SegmentBytes bytes, LogEntry entry, int length) {
        sha256.update(salt);
        Optional<Long> names = Optional.empty();
        if (entry.format() == EventFormat.ERASURE && length <= MAX_ERASURE_BYTES) {
            byte[] payload = new byte[length];
            bytes.copy(payload, length);
            sha256.update(payload);
            names = Erasure.names(payload);
        } else {
            bytes.hash(sha256, length);
        }
        if (!Arrays.equals(sha256.digest(), entry.commitment().bytes())) {
            throw new MalformedLog("the payload is not what its entry commits to");
        }
        return names;
    }
}
