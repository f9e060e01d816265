package dev.gatehouse.audit.tlog;

/** What came of asking a witness for its cosignature. */
public sealed interface Cosigned {
    /**
     * It has cosigned.
     *
     * @param cosignature the first of its cosignatures; all have been checked
     */
    record Signed(NoteSignature cosignature) implements Cosigned {}

    /**
     * It remembers the log in another way than the log itself: it has seen a larger tree, or another one. That is to be
     * looked at by a person, for a log that has lost something and a log that lies look like this.
     *
     * @param seen the size that the witness has seen last
     */
    record Ahead(long seen) implements Cosigned {}

    /**
     * It will not cosign, and would not if asked again.
     *
     * @param reason why
     */
    record Refused(Refusal reason) implements Cosigned {}

    /**
     * It could not be asked; to be tried again with the next checkpoint.
     *
     * @param problem what is wrong, without content
     */
    record Unavailable(String problem) implements Cosigned {}

    /** Why a witness does not cosign. */
    enum Refusal {
        /** It does not understand the request (400). */
        BAD_REQUEST,
        /** It does not trust the log's key (403). */
        UNTRUSTED_KEY,
        /** It does not know the log (404). */
        UNKNOWN_LOG,
        /** The proof or the root is wrong for what it remembers (422). */
        INCONSISTENT,
        /** It says that it has cosigned, and none of the signatures is right. */
        WRONG_COSIGNATURE
    }
}
