package dev.gatehouse.audit.ingest;

import dev.gatehouse.audit.event.ByteSlice;

/** Keeps what a request is told is rejected. */
@FunctionalInterface
public interface Rejects {
    /**
     * Keeps something; durable when this returns.
     *
     * @param sender who sent it
     * @param rejected what it is told
     * @param raw its bytes; none where they were too many
     */
    void keep(Sender sender, IngestReport.Rejected rejected, ByteSlice raw);
}
