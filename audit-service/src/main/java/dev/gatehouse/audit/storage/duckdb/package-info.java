/** The query table in DuckDB: recent rows in one database file, older ones in Parquet by day. */
@NullMarked
package dev.gatehouse.audit.storage.duckdb;

import org.jspecify.annotations.NullMarked;
