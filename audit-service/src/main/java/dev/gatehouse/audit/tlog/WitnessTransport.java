package dev.gatehouse.audit.tlog;

/** Carries a request to a witness. It waits for a bounded time, and follows no redirect. */
@FunctionalInterface
public interface WitnessTransport {
    /** The witness's answer to {@code POST <submission>/add-checkpoint}. */
    WitnessAnswer addCheckpoint(Witness witness, byte[] request);
}
