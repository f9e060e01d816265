package dev.gatehouse.audit.storage.duckdb;

import java.nio.file.Path;

/**
 * What DuckDB may use.
 *
 * @param folder its own folder, absolute; made when the table is first used; nobody else writes there
 * @param memoryBytes for queries and caches, at least 64 MiB; what needs more is spilled to the folder
 * @param spillBytes disk for that, at most
 * @param threads for queries
 * @param queries that run at once; others wait for their turn within their deadline
 */
public record DuckDbSettings(Path folder, long memoryBytes, long spillBytes, int threads, int queries) {
    /** Settings that suit one machine: 256 MiB, 4 GiB of disk to spill, 2 threads, 4 queries at once. */
    public static DuckDbSettings in(Path folder) {
        return new DuckDbSettings(folder.toAbsolutePath().normalize(), 256L << 20, 4L << 30, 2, 4);
    }

    public DuckDbSettings {
        require(folder.isAbsolute(), "folder must be absolute");
        // It stands in a statement that has no parameters.
        require(
                folder.toString().chars().noneMatch(c -> c == '\'' || Character.isISOControl(c)),
                "folder must not have quotes or control characters");
        require(memoryBytes >= 64L << 20, "memoryBytes must be at least 64 MiB");
        require(spillBytes >= 0, "spillBytes must not be negative");
        require(threads >= 1 && threads <= 64, "threads must be 1 to 64");
        require(queries >= 1 && queries <= 64, "queries must be 1 to 64");
    }

    Path database() {
        return folder.resolve("events.duckdb");
    }

    Path spill() {
        return folder.resolve("spill");
    }

    Path work() {
        return folder.resolve("work");
    }

    Path parquet() {
        return folder.resolve("parquet");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
