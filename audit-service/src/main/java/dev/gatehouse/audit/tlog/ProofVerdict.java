package dev.gatehouse.audit.tlog;

/** What came of checking a proof. */
public enum ProofVerdict {
    /** All of it is right. */
    PROVEN,
    /** The log has not signed the checkpoint, or a signature of a known key is wrong. */
    NOT_SIGNED,
    /** The checkpoint is another log's. */
    OTHER_ORIGIN,
    /** Fewer witnesses than the policy asks for have signed the checkpoint. */
    TOO_FEW_WITNESSES,
    /** The proof does not lead from the leaf to the checkpoint's root. */
    NOT_INCLUDED
}
