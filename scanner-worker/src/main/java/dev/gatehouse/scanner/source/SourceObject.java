package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.finding.ObjectName;
import java.io.IOException;

/** Something that can be scanned, not read yet. */
public interface SourceObject {
    /** What it is called. */
    ObjectName name();

    /** How large its source says it is, in bytes; 0 where the source doesn't know. For progress only. */
    long size();

    /** Whether {@link #open} works more than once. */
    default boolean reopens() {
        return true;
    }

    /**
     * Opens it, at its beginning.
     *
     * @throws java.nio.file.NoSuchFileException it has vanished
     * @throws IOException it can't be read
     */
    Content open() throws IOException;
}
