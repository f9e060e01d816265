package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.PayloadStore.Segment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A log whose checkpoint is an older one when it is first read, and the newer one afterwards. */
final class GrowingLog implements LogSource {
    private final MemoryLog log;
    private final byte[] newer;
    private byte[] checkpoint;

    GrowingLog(MemoryLog log, byte[] older, byte[] newer) {
        this.log = log;
        this.newer = newer;
        this.checkpoint = older;
    }

    @Override
    public Optional<byte[]> file(String path) {
        if (!path.equals("checkpoint")) {
            return log.file(path);
        }
        byte[] now = checkpoint;
        checkpoint = newer;
        return Optional.of(now);
    }

    @Override
    public List<Segment> segments() {
        return log.segments();
    }

    @Override
    public ByteBuffer read(long segment, long offset, int length) {
        return log.read(segment, offset, length);
    }
}
