package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.finding.CoverageEntry;

/** Takes what a source gives. */
public interface ObjectReceiver {
    /**
     * An object to scan.
     *
     * @throws InterruptedException waiting for room was interrupted
     */
    void object(SourceObject object) throws InterruptedException;

    /** Something that the source can't give, or passes over. */
    void covered(CoverageEntry entry);
}
