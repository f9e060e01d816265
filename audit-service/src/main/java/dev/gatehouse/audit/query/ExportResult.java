package dev.gatehouse.audit.query;

import java.util.Locale;
import java.util.Optional;

/**
 * What an export wrote.
 *
 * @param rows how many events
 * @param cut why it ended early; empty where it has all that there are
 */
public record ExportResult(long rows, Optional<Cut> cut) {
    /** Why an export ended before its last event. */
    public enum Cut {
        ROWS,
        BYTES,
        DEADLINE,
        /** The table failed meanwhile. */
        UNAVAILABLE;

        /** What stands in the export. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it has all events. */
    public boolean complete() {
        return cut.isEmpty();
    }
}
