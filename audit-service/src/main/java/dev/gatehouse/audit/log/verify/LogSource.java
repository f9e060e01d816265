package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageFailed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A stored log as a reader sees it, which may be while somebody writes it. All methods throw {@link StorageFailed} where
 * the log can't be read, which says nothing of whether it is sound.
 */
public interface LogSource {
    /** What stands at {@code checkpoint}, or at a tile's or bundle's path in C2SP's layout. */
    Optional<byte[]> file(String path);

    /** The payload segments, by their first index. The last one may be growing. */
    List<PayloadStore.Segment> segments();

    /**
     * Up to {@code length} bytes of a segment from an offset on; fewer only where it ends before.
     *
     * @param segment its first index
     * @return a buffer with an array, which nobody changes any more
     */
    ByteBuffer read(long segment, long offset, int length);

    /** Waits a moment: who writes the log may be about to overwrite a payload, or to seal what says so. */
    default void settle() {}
}
