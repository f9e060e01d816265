package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;
import java.io.IOException;
import java.io.InputStream;

/** Looks for secrets in objects, one after the other, on one thread: the engine, and what opens archives around it. */
@FunctionalInterface
public interface ObjectScanner {
    /** Opens an object once more, at its beginning. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Scans an object to its end.
     *
     * @param content not closed
     * @param again for what turns out on the way not to be the archive that it seemed
     * @return how the object stands in the ledger
     * @throws IOException the content failed; what was found before has been given out
     */
    Coverage scan(ObjectName name, InputStream content, Opener again, FindingSink findings) throws IOException;
}
