package dev.gatehouse.client.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Audit events on this machine's disk, from when they happen until a sender has handed them on.
 *
 * <p><b>Guarantees.</b> When {@link #record} returns, the events survive SIGKILL and a power cut, as far as the disk
 * keeps what it has flushed. Events are read in the order in which they were recorded; those of one call stay together.
 * Each is read at least once: one whose {@link #acknowledge} did not return is read again, and one whose
 * {@link #record} threw may be read all the same. The receiver drops a second event of the same source and uid.
 *
 * <p><b>The folder</b> is made with mode 0700, and refused where others than its owner may enter. It needs a POSIX file
 * system of this machine's own. Its files, all of mode 0600:
 *
 * <ul>
 *   <li>{@code lock}: locked while a process has the outbox; a second one is refused
 *   <li>{@code 000000000001.segment} and so on: append-only. A segment is a row of frames, each what one flush made
 *       durable: the length of the lines (4 bytes, big-endian), a CRC32C of the length and the lines (4 bytes), the
 *       lines. A line is an event as {@link AuditEventCodec} writes it, and a line feed. Segments are numbered without
 *       gaps. One is deleted when all its events are acknowledged
 *   <li>{@code cursor}: up to where events were acknowledged
 * </ul>
 *
 * <p><b>After a crash</b> the last segment may end in part of a frame, whose events nobody was told are durable: it is
 * cut off ({@link #cutBytes}). Everything else that does not hold is refused with {@link OutboxDamaged}, which names the
 * file and the byte, and the folder is left as it is. A person then decides:
 *
 * <ul>
 *   <li>a damaged segment: rename {@code N.segment} to {@code N.segment.damaged}. The outbox goes on without its events.
 *       They are lines of text, so what is readable can be rescued from the file by hand
 *   <li>a missing segment: bring the file back; or, to accept the loss, make an empty file {@code N.segment.damaged}
 *   <li>a damaged cursor: delete it. All events that are still there are sent again
 * </ul>
 *
 * <p>Safe for use by many threads, virtual ones too. {@link #record} and the reading side don't wait for each other.
 */
public final class AuditOutbox implements AuditSink, AutoCloseable {
    private final OutboxFiles files;
    private final OutboxLimits limits;
    private final AuditEventCodec codec = new AuditEventCodec();
    private final Contents contents;
    private final CursorFile cursor;
    private final SegmentWriter segments;
    private final GroupCommit commits;
    private final long cutBytes;

    private final ReentrantLock reading = new ReentrantLock();
    private boolean closed;

    private AuditOutbox(OutboxFiles files, OutboxLimits limits) throws IOException {
        this.files = files;
        this.limits = limits;
        Recovery.Recovered recovered = Recovery.run(files);
        this.contents = recovered.contents();
        this.cutBytes = recovered.cutBytes();
        this.cursor = new CursorFile(files);
        this.segments = SegmentWriter.open(files, contents, limits.segmentBytes(), recovered.active());
        this.commits = GroupCommit.start(segments, contents, limits);
    }

    /**
     * Opens the outbox in the folder; makes it where there is none.
     *
     * @throws OutboxDamaged what is there can't be trusted
     * @throws AuditUnavailable another process has it, others than its owner may enter the folder, or the disk fails
     */
    public static AuditOutbox open(Path folder, OutboxLimits limits) {
        try {
            return open(DiskFiles.take(folder), limits);
        } catch (IOException e) {
            throw new AuditUnavailable("the outbox " + folder + " can't be opened", e);
        }
    }

    /** Opens the outbox in the files, and closes them with itself or when it can't. */
    static AuditOutbox open(OutboxFiles files, OutboxLimits limits) throws IOException {
        try {
            AuditOutbox outbox = new AuditOutbox(files, limits);
            outbox.deleteFinishedSegments();
            return outbox;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    @Override
    public void record(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Append append = append(events);
        commits.submit(append);
        append.await(limits.maxWait());
    }

    /**
     * The oldest events that are not acknowledged, and which stay so.
     *
     * @param maxEvents how many at most, at least 1
     * @param maxBytes their size in wire form at most; the first event is handed out even if it is larger
     * @throws OutboxDamaged a segment has changed since it was written
     * @throws AuditUnavailable closed, or the disk fails
     */
    public Batch peek(int maxEvents, long maxBytes) {
        if (maxEvents < 1) {
            throw new IllegalArgumentException("maxEvents must be at least 1");
        }
        reading.lock();
        try {
            requireOpen();
            return new BatchReader(files, contents, codec, maxEvents, maxBytes).read();
        } catch (IOException e) {
            throw new AuditUnavailable("the outbox can't be read", e);
        } finally {
            reading.unlock();
        }
    }

    /**
     * Says that the receiver has the batch. When this returns, that is durable; when it throws, the batch may be read
     * again.
     *
     * @throws IllegalArgumentException the batch is not the oldest: another one was acknowledged since it was read
     * @throws AuditUnavailable closed, or the disk fails
     */
    public void acknowledge(Batch batch) {
        reading.lock();
        try {
            requireOpen();
            if (!batch.start().equals(contents.cursor())) {
                throw new IllegalArgumentException("the batch is not the oldest");
            }
            Position end = contents.advanced(batch.end());
            cursor.write(end);
            contents.acknowledged(end, batch.events().size());
            deleteFinishedSegments();
        } catch (IOException e) {
            throw new AuditUnavailable("the acknowledgement can't be stored", e);
        } finally {
            reading.unlock();
        }
    }

    /**
     * Waits until an event is there to {@link #peek} at.
     *
     * @param longest how long to wait, at most about 290 years
     * @return false where there is none: the time is over, or the outbox was closed meanwhile
     * @throws InterruptedException the thread was interrupted
     * @throws AuditUnavailable closed
     */
    public boolean awaitPending(Duration longest) throws InterruptedException {
        reading.lock();
        try {
            requireOpen();
        } finally {
            reading.unlock();
        }
        return contents.awaitPending(longest);
    }

    /** How many events are not acknowledged. */
    public long pendingEvents() {
        return contents.pendingEvents();
    }

    /** The bytes on disk of events that are not acknowledged; a group's frame counts until its last event is. */
    public long pendingBytes() {
        return contents.pendingBytes();
    }

    /** How many bytes of a torn write were cut off at opening; more than none tells of a crash. */
    public long cutBytes() {
        return cutBytes;
    }

    /** Takes no more events, makes durable what callers wait for, and gives the folder free. */
    @Override
    public void close() {
        commits.close();
        reading.lock();
        try {
            if (!closed) {
                closed = true;
                contents.close();
                segments.close();
                files.close();
            }
        } catch (IOException e) {
            throw new AuditUnavailable("the outbox can't be closed", e);
        } finally {
            reading.unlock();
        }
    }

    private Append append(List<AuditEvent> events) {
        List<byte[]> lines = new ArrayList<>(events.size());
        long bytes = 0;
        for (AuditEvent event : events) {
            byte[] line = codec.encode(event);
            if (line.length > limits.maxEventBytes()) {
                throw new AuditUnavailable("the event has more than " + limits.maxEventBytes() + " bytes");
            }
            lines.add(line);
            bytes += line.length + 1;
        }
        if (bytes > limits.maxQueuedBytes()) {
            throw new AuditUnavailable("the events have more than " + limits.maxQueuedBytes() + " bytes");
        }
        return new Append(lines, (int) bytes);
    }

    private void deleteFinishedSegments() {
        for (long segment : contents.finished()) {
            try {
                files.delete(SegmentName.of(segment));
                contents.deleted(segment);
            } catch (IOException e) {
                return; // it counts as used space until the next acknowledgement or opening tries again
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new AuditUnavailable("closed");
        }
    }
}
