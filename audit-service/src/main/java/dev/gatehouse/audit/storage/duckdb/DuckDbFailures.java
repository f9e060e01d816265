package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.TableUnavailable;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DuckDB's errors mean. It gives no codes through JDBC, only messages that begin with the kind of error. A message
 * may quote an event, so of each only the kind goes on.
 */
final class DuckDbFailures {
    private static final Pattern KIND =
            Pattern.compile("(?:java\\.sql\\.SQLException: )?([A-Z][A-Za-z ]{0,40}) Error:");

    /** As seen of DuckDB 2.0.0 with files that were cut, overwritten and taken away. */
    private static final List<String> DAMAGE = List.of(
            "not a valid duckdb database",
            "corrupt",
            "checksum",
            "serialization error",
            "replaying wal",
            "storage version",
            "could not read enough bytes",
            "no magic bytes",
            "no files found",
            "zstd decompression");

    private DuckDbFailures() {}

    static TableUnavailable unavailable(String operation, SQLException failure) {
        Matcher kind = KIND.matcher(message(failure));
        String name = kind.lookingAt() ? kind.group(1) + " error" : "error";
        return new TableUnavailable(operation + ": the database has an " + name.toLowerCase(Locale.ROOT));
    }

    /** Whether the database file, or a Parquet file that is part of the table, is not what was written. */
    static boolean saysDamaged(SQLException failure) {
        String message = message(failure).toLowerCase(Locale.ROOT);
        return DAMAGE.stream().anyMatch(message::contains);
    }

    /** Whether the database has to be opened again before it does anything. */
    static boolean saysInvalidated(SQLException failure) {
        String message = message(failure);
        return message.contains("has been invalidated") || message.startsWith("FATAL") || message.contains("INTERNAL");
    }

    private static String message(SQLException failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
