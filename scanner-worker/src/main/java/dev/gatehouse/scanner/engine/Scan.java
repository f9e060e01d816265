package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.ObjectName;
import java.io.IOException;
import java.io.InputStream;

/** Scans objects, one after the other, on one thread. Its buffers are overwritten by the next object. */
@SuppressWarnings("DoNotCallSuggester") // until the engine is there
public final class Scan {
    Scan() {}

    /**
     * Scans an object to its end. A failure inside a rule is part of the outcome.
     *
     * @param name what it is called; its path decides about rules and allowlists for paths
     * @param content its bytes; not closed
     * @throws IOException the content failed; findings that were made before have been given out
     */
    public ScanOutcome scan(ObjectName name, InputStream content, FindingSink findings, ExplainSink explain)
            throws IOException {
        throw new UnsupportedOperationException("next commit");
    }

    /** Scans bytes in memory, which are left as they are. */
    public ScanOutcome scan(ObjectName name, byte[] content, FindingSink findings, ExplainSink explain) {
        throw new UnsupportedOperationException("next commit");
    }
}
