package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.engine.ExplainSink;
import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.engine.ScanOutcome;
import dev.gatehouse.scanner.finding.ObjectName;
import java.io.IOException;
import java.io.InputStream;

/** What looks at the bytes: {@code Scan::scan}. For one thread. */
@FunctionalInterface
public interface ContentScan {
    /**
     * Scans bytes to their end.
     *
     * @throws IOException the stream failed
     */
    ScanOutcome scan(ObjectName name, InputStream content, FindingSink findings, ExplainSink explain)
            throws IOException;
}
