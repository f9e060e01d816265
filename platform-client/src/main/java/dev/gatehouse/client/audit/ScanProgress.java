package dev.gatehouse.client.audit;

import java.util.Optional;

/** How far a segment was read, and how that stands to the cursor. */
final class ScanProgress {
    private final Position cursor;
    private final long segment;
    private final boolean holdsCursor;

    private long end;
    private long pending;
    private boolean cursorSeen;
    private Optional<Frame> last = Optional.empty();

    ScanProgress(Position cursor, long segment) {
        this.cursor = cursor;
        this.segment = segment;
        this.holdsCursor = cursor.segment() == segment;
    }

    void add(Frame frame) {
        int events = frame.events();
        if (holdsCursor && frame.offset() == cursor.offset()) {
            cursorSeen = cursor.line() < events;
            pending += events - cursor.line();
        } else if (!holdsCursor || frame.offset() > cursor.offset()) {
            pending += events;
        }
        last = Optional.of(frame);
        end = frame.end();
    }

    void requireCursorSeen(OutboxFiles files) {
        boolean atEnd = cursor.offset() == end && cursor.line() == 0;
        if (holdsCursor && !cursorSeen && !atEnd) {
            throw new OutboxDamaged(
                    files.path(CursorFile.NAME), 0, "it points to no event of " + SegmentName.of(segment));
        }
    }

    SegmentScan result(long size) {
        return new SegmentScan(segment, size, end, last, pending);
    }
}
