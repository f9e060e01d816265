package dev.gatehouse.audit.ingest;

import dev.gatehouse.audit.event.ByteSlice;
import java.util.List;

/** Keeps what a request is told is rejected. Safe for use by many threads. */
@FunctionalInterface
public interface Rejects {
    /**
     * Something that is rejected.
     *
     * @param line its place in the request, from 1
     * @param reason a stable word
     * @param detail a sentence that quotes nothing of it
     * @param raw its bytes
     */
    record Reject(int line, String reason, String detail, ByteSlice raw) {}

    /**
     * Keeps what was rejected. Does not throw where it can't: the sender is told, and has it.
     *
     * @return whether all of them are durable
     */
    boolean keep(Sender sender, List<Reject> rejects);
}
