package dev.gatehouse.scanner.triage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/** A format that findings are exported in. One object serves any number of exports. */
public interface FindingReport {
    /** What callers name it by, such as {@code sarif}. */
    String format();

    /** Its media type. */
    String mediaType();

    /**
     * Writes findings as they come, without holding all of them where the format allows.
     *
     * @param out left open
     */
    void write(Iterator<TrackedFinding> findings, OutputStream out) throws IOException;
}
