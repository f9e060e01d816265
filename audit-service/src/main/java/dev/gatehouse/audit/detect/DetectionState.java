package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.event.ByteSlice;
import java.util.Optional;

/**
 * Where detections keep how far they are. One at a time writes.
 *
 * <p>{@link #save} is atomic and durable: after a crash {@link #load} gives what one of the calls saved, the last that
 * returned or the one that was under way. What was saved may be lost or be older; then events are read again, and the
 * detections that come of it are known to the log by their keys.
 */
public interface DetectionState {
    /** What was saved last; empty where nothing was yet. */
    Optional<Saved> load();

    /** Replaces what was saved. */
    void save(Saved state);

    /**
     * How far detections are.
     *
     * @param position the index of the first event that was not held against the rules
     * @param memory what the rules remember of the events before it
     */
    record Saved(long position, ByteSlice memory) {}
}
