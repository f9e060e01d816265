package dev.gatehouse.audit.storage.duckdb;

/**
 * How large a Parquet file becomes. Rows are sorted in memory when it is written.
 *
 * @param maxRows events in a file
 * @param maxBytes bytes of their OCSF forms, unless one event has more
 */
public record ParquetLimits(long maxRows, long maxBytes) {
    /** 100,000 events, 64 MiB. */
    public static final ParquetLimits DEFAULT = new ParquetLimits(100_000, 64L << 20);

    public ParquetLimits {
        if (maxRows < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("a Parquet file's maxRows and maxBytes must be positive");
        }
    }
}
