package dev.gatehouse.audit.log.witness;

import dev.gatehouse.audit.tlog.Cosigned;

/** Is told what witnesses answer, by the threads that ask them; one thread a witness at a time. */
public interface WitnessListener {
    /**
     * A witness was asked.
     *
     * @param outcome what came of it
     * @param before how it fared before
     * @param now how it fares now
     */
    void asked(Cosigned outcome, WitnessStatus before, WitnessStatus now);

    /** A round failed for a reason of this log's own; the next comes all the same. */
    void failed(RuntimeException cause);
}
