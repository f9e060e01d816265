package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Fingerprint;
import java.util.Optional;
import java.util.Set;

/**
 * What the last full scan of an object found.
 *
 * @param detection the version of the rules and managed values that looked
 * @param stamp the listing's, where it gives one
 * @param size in bytes
 * @param contentHash SHA-256 of the content, as 64 lower-case hexadecimal digits
 * @param coverage how it ended
 * @param fingerprints the secrets in it
 */
public record SeenObject(
        String detection,
        Optional<String> stamp,
        long size,
        String contentHash,
        Coverage coverage,
        Set<Fingerprint> fingerprints) {
    /** The most fingerprints that are kept; an object with more is scanned each time. */
    public static final int MAX_FINGERPRINTS = 200;

    public SeenObject {
        fingerprints = Set.copyOf(fingerprints);
        if (fingerprints.size() > MAX_FINGERPRINTS) {
            throw new IllegalArgumentException("more than " + MAX_FINGERPRINTS + " fingerprints");
        }
    }

    /** Whether an object as listed is what was scanned, so that it need not be read. */
    boolean isStill(ListedObject listed, String detectionNow) {
        return detection.equals(detectionNow)
                && stamp.isPresent()
                && stamp.equals(listed.stamp())
                && (listed.size() < 0 || listed.size() == size);
    }

    /** Whether an object could be what was scanned, though its stamp says nothing: its content has to be compared. */
    boolean couldBe(ListedObject listed, String detectionNow) {
        return detection.equals(detectionNow) && (listed.size() < 0 || listed.size() == size);
    }
}
