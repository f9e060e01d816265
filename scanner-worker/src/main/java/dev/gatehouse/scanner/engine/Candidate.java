package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.Finding;

/**
 * A finding that may yet give way to a surer one on the same secret.
 *
 * @param start where the secret begins in the object, in bytes
 * @param end the byte after it
 * @param generic whether its rule is one for anything that looks random
 * @param finding what would be given out
 */
record Candidate(long start, long end, boolean generic, Finding finding) {
    /** Whether they share a byte. */
    boolean overlaps(long otherStart, long otherEnd) {
        return start < otherEnd && otherStart < end;
    }

    /** Whether this one stays, of two on one secret; the first of equals does. */
    boolean standsAgainst(Candidate other) {
        boolean managed = finding.owner().isPresent();
        if (managed != other.finding.owner().isPresent()) {
            return managed;
        }
        if (generic != other.generic) {
            return !generic;
        }
        return finding.confidence().compareTo(other.finding.confidence()) >= 0;
    }
}
