package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.ObjectName;
import java.util.Optional;

/**
 * Remembers what each object held when it was scanned in full, so that it is not scanned twice for the same content and
 * rules. Safe for use by many threads and processes. It may forget: then an object is scanned once more. Failures are
 * {@link dev.gatehouse.service.failure.StoreException}s.
 */
public interface ScanState {
    /** What is known of an object. */
    Optional<SeenObject> find(ObjectName object);

    /** Remembers, in the place of what was known. */
    void put(ObjectName object, SeenObject seen);
}
