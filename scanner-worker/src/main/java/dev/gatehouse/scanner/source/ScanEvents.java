package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.engine.ExplainSink;
import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.finding.CoverageEntry;

/** What a scan tells, from each of its threads. Implementations are safe for use by several threads. */
public interface ScanEvents extends FindingSink, ExplainSink {
    /** How an object, or an entry of an archive, ended. */
    void covered(CoverageEntry entry);

    /** An object that a source gave is done with; it had the size that its source said. */
    void done(SourceObject object);
}
