package dev.gatehouse.scanner.engine;

/**
 * Bounds on what scanning one object may take.
 *
 * @param chunkBytes how much is looked at in one piece; a thread holds about three times as much
 * @param overlapBytes the longest match, which pieces overlap by
 * @param budgetFactor how many characters a rule's expression may look at for each byte of the object
 * @param budgetFloor how many it may look at however small the object is
 * @param findings the most findings of an object
 * @param decodeDepth how many encodings within each other are undone; 0: none
 * @param decodeFactor how many bytes may be decoded for each byte of the object, all depths together
 */
public record ScanLimits(
        int chunkBytes,
        int overlapBytes,
        int budgetFactor,
        long budgetFloor,
        int findings,
        int decodeDepth,
        int decodeFactor) {
    /** What is right for most. */
    public static final ScanLimits DEFAULT = new ScanLimits(1 << 20, 16 << 10, 64, 1_000_000, 10_000, 3, 4);

    public ScanLimits {
        require(overlapBytes >= 256, "overlapBytes is at least 256");
        require(chunkBytes >= 4 * overlapBytes, "chunkBytes is at least four times overlapBytes");
        require(budgetFactor >= 1 && budgetFloor >= 0, "budgetFactor is at least 1, budgetFloor not negative");
        require(findings >= 1, "findings is at least 1");
        require(decodeDepth >= 0 && decodeDepth <= 8, "decodeDepth is from 0 to 8");
        require(decodeFactor >= 1, "decodeFactor is at least 1");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** These limits with another bound on findings. */
    public ScanLimits withFindings(int most) {
        return new ScanLimits(chunkBytes, overlapBytes, budgetFactor, budgetFloor, most, decodeDepth, decodeFactor);
    }
}
