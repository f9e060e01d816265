package dev.gatehouse.audit.log;

import dev.gatehouse.audit.tlog.TlogProof;

/** What came of asking for the proof of an event. */
public sealed interface EventProof {
    /**
     * The proof.
     *
     * @param file a whole proof file; its extra bytes are a {@link ProofExtra}
     */
    record Proven(TlogProof file) implements EventProof {}

    /** The log has no such event. */
    record Absent() implements EventProof {}

    /** The event is durable, and no checkpoint covers it yet; asking again soon is right. */
    record Unsealed() implements EventProof {}
}
