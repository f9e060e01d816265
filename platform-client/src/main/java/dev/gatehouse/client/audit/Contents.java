package dev.gatehouse.client.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the outbox holds: its segments with their durable bytes, and up to where events were acknowledged. Safe for use
 * by the thread that writes, those that read, and those that measure.
 */
final class Contents {
    private final TreeMap<Long, Long> bytesBySegment = new TreeMap<>();
    private Position cursor;
    private long pendingEvents;
    private long totalBytes;
    private boolean closed;

    Contents(SortedMap<Long, Long> bytesBySegment, Position cursor, long pendingEvents) {
        this.bytesBySegment.putAll(bytesBySegment);
        this.cursor = cursor;
        this.pendingEvents = pendingEvents;
        this.totalBytes =
                bytesBySegment.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized void started(long segment) {
        bytesBySegment.putIfAbsent(segment, 0L);
    }

    synchronized void appended(long segment, long bytes, int events) {
        bytesBySegment.merge(segment, bytes, Long::sum);
        totalBytes += bytes;
        pendingEvents += events;
        notifyAll();
    }

    /** Wakes who waits for events, for good. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Returns when an event is pending, when it is closed, or after this time; whether an event is pending. */
    synchronized boolean awaitPending(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        while (pendingEvents == 0 && !closed && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return pendingEvents > 0;
    }

    synchronized void acknowledged(Position end, int events) {
        cursor = end;
        pendingEvents -= events;
    }

    synchronized void deleted(long segment) {
        Long bytes = bytesBySegment.remove(segment);
        totalBytes -= bytes == null ? 0 : bytes;
    }

    /** The segments of which every event is acknowledged, and to which none is added any more. */
    synchronized List<Long> finished() {
        return List.copyOf(bytesBySegment.headMap(cursor.segment()).keySet());
    }

    /** The same place; where it is a segment's end, and that is not the last one, the start of the next. */
    synchronized Position advanced(Position position) {
        Position at = position;
        Long next = bytesBySegment.higherKey(at.segment());
        while (next != null && at.offset() == bytes(at.segment())) {
            at = Position.startOf(next);
            next = bytesBySegment.higherKey(next);
        }
        return at;
    }

    synchronized Position cursor() {
        return cursor;
    }

    /** The durable bytes of a segment. */
    synchronized long bytes(long segment) {
        return Optional.ofNullable(bytesBySegment.get(segment)).orElse(0L);
    }

    synchronized long totalBytes() {
        return totalBytes;
    }

    synchronized long pendingEvents() {
        return pendingEvents;
    }

    synchronized long pendingBytes() {
        long ahead = bytesBySegment.tailMap(cursor.segment()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return ahead - cursor.offset();
    }
}
