package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.PayloadStore.Segment;
import dev.gatehouse.audit.log.SealedLog;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The log that this process writes, read from its storage as a stranger would read it. */
public final class OpenLog implements LogSource {
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final SealedLog log;

    public OpenLog(SealedLog log) {
        this.log = log;
    }

    @Override
    public Optional<byte[]> file(String path) {
        return path.equals("checkpoint") ? log.stored().checkpoints().read() : log.file(path);
    }

    @Override
    public List<Segment> segments() {
        return log.stored().payloads().list();
    }

    @Override
    public ByteBuffer read(long segment, long offset, int length) {
        return log.stored().payloads().read(segment, offset, length);
    }

    @Override
    public void settle() {
        LockSupport.parkNanos(MOMENT.toNanos());
    }
}
