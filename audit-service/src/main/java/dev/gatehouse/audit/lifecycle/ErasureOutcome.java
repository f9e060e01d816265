package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.log.Receipt;

/** What became of a request to erase. */
public sealed interface ErasureOutcome {
    /**
     * The payload is gone.
     *
     * @param index the event's place
     * @param record where the record of it is sealed
     * @param cause why it is gone
     * @param fresh whether this request did it, and not one before
     */
    record Erased(long index, Receipt record, ErasureRecord.Cause cause, boolean fresh) implements ErasureOutcome {}

    /** The source has no such event. */
    record NotFound() implements ErasureOutcome {}

    /** It is a record of what this service did or found, and those stay. */
    record Protected() implements ErasureOutcome {}

    /** It is under a hold of this name. */
    record Held(String name) implements ErasureOutcome {}

    /** The payload is gone, and nothing in the log says why: somebody has tampered with it. */
    record Unrecorded() implements ErasureOutcome {}
}
