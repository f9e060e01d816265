package dev.gatehouse.audit.event;

import java.util.Optional;

/**
 * What CloudTrail's digests said of the file that an event came from, when the event was sealed. A digest comes up to an
 * hour after the files it names, so most events are sealed {@link #UNCHECKED}, and the verdict follows as an event of its
 * own ({@link EventFormat#DIGEST}). The code stands in sealed entries, so it never changes its meaning.
 */
public enum DigestVerdict {
    /** The event did not come from a file that a digest could name. */
    NOT_APPLICABLE(0, "not-applicable"),
    /** No digest that names the file was seen yet. */
    UNCHECKED(1, "unchecked"),
    /** A digest with a good signature names the file, and its hash is that of the bytes that were read. */
    VALID(2, "valid"),
    /** A digest names the file with another hash, or the digest's own signature is bad. */
    INVALID(3, "invalid");

    private final int code;
    private final String word;

    DigestVerdict(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** What stands in a sealed entry, 0 to 255. */
    public int code() {
        return code;
    }

    /** What stands in JSON. */
    public String word() {
        return word;
    }

    /** The verdict of a code; empty for one that this version does not know. */
    public static Optional<DigestVerdict> ofCode(int code) {
        for (DigestVerdict verdict : values()) {
            if (verdict.code == code) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    /** The verdict of a word; empty for one that this version does not know. */
    public static Optional<DigestVerdict> ofWord(String word) {
        for (DigestVerdict verdict : values()) {
            if (verdict.word.equals(word)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }
}
