package dev.gatehouse.audit.storage.local;

/**
 * How many dead letters are kept.
 *
 * @param maxLetters letters
 * @param maxBytes bytes of all letters' files
 * @param maxRaw bytes of one letter that are kept; of a longer one, the first ones
 */
public record DeadLetterLimits(int maxLetters, long maxBytes, int maxRaw) {
    /** 10,000 letters, 256 MiB, and the first MiB of each. */
    public static final DeadLetterLimits DEFAULT = new DeadLetterLimits(10_000, 256L << 20, 1 << 20);

    /** Bytes of a letter's file besides its raw bytes, at most. */
    static final int MAX_HEAD = 32 << 10;

    public DeadLetterLimits {
        require(maxLetters > 0, "maxLetters must be positive");
        require(maxRaw > 0 && maxRaw <= 64 << 20, "maxRaw must be 1 byte to 64 MiB");
        require(maxBytes >= (long) maxRaw + MAX_HEAD, "maxBytes must hold one letter");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
