package dev.gatehouse.client.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread that writes what many callers hand over: all that waits goes to the disk with one write and one flush,
 * while the next callers queue.
 */
final class GroupCommit {
    private final SegmentWriter segments;
    private final Contents contents;
    private final OutboxLimits limits;
    private final Thread writer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private List<Append> queue = new ArrayList<>();
    private int queuedBytes;
    private boolean closed;

    private GroupCommit(SegmentWriter segments, Contents contents, OutboxLimits limits) {
        this.segments = segments;
        this.contents = contents;
        this.limits = limits;
        // A platform thread: it spends its life in the disk's system calls, which would pin a carrier.
        this.writer = Thread.ofPlatform().name("audit-outbox").daemon().unstarted(this::run);
    }

    static GroupCommit start(SegmentWriter segments, Contents contents, OutboxLimits limits) {
        GroupCommit commits = new GroupCommit(segments, contents, limits);
        commits.writer.start();
        return commits;
    }

    /** Queues it; its outcome comes later. */
    void submit(Append append) {
        lock.lock();
        try {
            if (closed) {
                throw new AuditUnavailable("closed");
            }
            if (append.bytes() > limits.maxQueuedBytes() - queuedBytes) {
                throw new AuditUnavailable("more than " + limits.maxQueuedBytes() + " bytes would wait for the disk");
            }
            queue.add(append);
            queuedBytes += append.bytes();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, writes what waits, and returns when that is done. */
    void close() {
        stop();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true; // the events that wait are worth more than a quick end
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (List<Append> group = take(); !group.isEmpty(); group = take()) {
                write(group);
            }
        } finally {
            // Only an error of the virtual machine's gets here with callers waiting; they must not wait in vain.
            stop();
            refuse(take(), new AuditUnavailable("closed"));
        }
    }

    /** All that waits, as soon as something does; nothing once closed. */
    private List<Append> take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                work.awaitUninterruptibly();
            }
            List<Append> group = queue;
            queue = new ArrayList<>();
            queuedBytes = 0;
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Append> group) {
        List<Append> taken = withinMaxBytes(group);
        if (taken.isEmpty()) {
            return;
        }
        try {
            List<byte[]> lines =
                    taken.stream().flatMap(append -> append.lines().stream()).toList();
            segments.append(Frame.of(lines), lines.size());
        } catch (IOException | RuntimeException | Error e) {
            refuse(taken, new AuditUnavailable("the disk failed", e));
            return;
        }
        taken.forEach(Append::acknowledge);
    }

    private List<Append> withinMaxBytes(List<Append> group) {
        long room = limits.maxBytes() - contents.totalBytes() - Frame.HEADER_BYTES;
        List<Append> taken = new ArrayList<>(group.size());
        for (Append append : group) {
            if (!append.claim()) {
                continue; // its caller has gone
            }
            if (append.bytes() <= room) {
                room -= append.bytes();
                taken.add(append);
            } else {
                append.refuse(new AuditUnavailable("full"));
            }
        }
        return taken;
    }

    private static void refuse(List<Append> group, AuditUnavailable reason) {
        group.forEach(append -> append.refuse(reason));
    }
}
