package dev.gatehouse.audit.tlog;

import java.util.List;

/** What came of checking a note's signatures. */
public sealed interface NoteVerdict {
    /**
     * The text may be believed.
     *
     * @param keys the known keys whose signatures are right, each once, in the note's order; at least one
     */
    record Verified(List<VerifierKey> keys) implements NoteVerdict {
        public Verified {
            keys = List.copyOf(keys);
        }
    }

    /**
     * The text is not to be read.
     *
     * @param reason why
     */
    record Rejected(Reason reason) implements NoteVerdict {}

    /** Why a note is rejected. */
    enum Reason {
        /** No signature is of a known key. */
        NO_KNOWN_KEY,
        /** A signature says that it is of a known key, and is not right. */
        WRONG_SIGNATURE,
        /** Two different known keys have the same name and id, so it cannot be told which is meant. */
        AMBIGUOUS_KEYS
    }
}
