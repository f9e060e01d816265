package dev.gatehouse.scanner.work;

import java.util.Optional;

/** A piece of a scan's work. */
public sealed interface WorkItem {
    /** The scan that it is part of. */
    String scan();

    /**
     * List the part of the target that begins at a cursor.
     *
     * @param cursor empty for the first
     */
    record ListPart(String scan, Optional<String> cursor) implements WorkItem {}

    /** Scan an object. */
    record ScanObject(String scan, ListedObject object) implements WorkItem {}
}
