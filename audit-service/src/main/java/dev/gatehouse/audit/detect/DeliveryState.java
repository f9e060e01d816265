package dev.gatehouse.audit.detect;

import java.util.OptionalLong;

/** Where one sink's place in the log is kept. {@link #save} is atomic and durable; an older place sends again. */
public interface DeliveryState {
    /** The index of the first event that was not seen to; empty where there is none yet. */
    OptionalLong load();

    /** Replaces it. */
    void save(long position);
}
