package dev.gatehouse.audit.query;

import java.time.Duration;

/**
 * Where an export is cut.
 *
 * @param maxRows rows that it may have
 * @param maxBytes bytes that it may have; for Parquet, bytes of the events' OCSF forms
 * @param deadline how long reading may take
 */
public record ExportLimits(long maxRows, long maxBytes, Duration deadline) {
    /** Limits that suit one machine: a million rows, 2 GiB, ten minutes. */
    public static final ExportLimits DEFAULT = new ExportLimits(1_000_000, 2L << 30, Duration.ofMinutes(10));

    public ExportLimits {
        if (maxRows < 1 || maxBytes < 1 || !deadline.isPositive()) {
            throw new IllegalArgumentException("an export's maxRows, maxBytes and deadline must be positive");
        }
    }
}
