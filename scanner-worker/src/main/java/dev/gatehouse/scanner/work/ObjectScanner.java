package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;
import java.io.IOException;
import java.io.InputStream;

/** Looks for secrets in objects, one after the other, on one thread: the engine, and what opens archives around it. */
@FunctionalInterface
public interface ObjectScanner {
    /**
     * Scans an object to its end.
     *
     * @param content not closed
     * @return how the object stands in the ledger
     * @throws IOException the content failed; what was found before has been given out
     */
    Coverage scan(ObjectName name, InputStream content, FindingSink findings) throws IOException;
}
