package dev.gatehouse.audit.storage.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** The tables: recent events, where the log is read on, and which Parquet files are part of the table. */
final class EventSchema {
    /** Rises with each change of the columns or of what stands in them: a database of another version is made anew. */
    static final int VERSION = 2;

    static final String HOT = "hot";
    static final String STATE = "table_state";
    static final String FILES = "parquet_file";

    /**
     * An event's columns, in order; the same in the table and in the files.
     *
     * @param name in both
     * @param type DuckDB's
     * @param athenaType Athena's
     */
    record Column(String name, String type, String athenaType) {}

    static final List<Column> COLUMNS = List.of(
            new Column("log_index", "BIGINT", "bigint"),
            new Column("received", "TIMESTAMP", "timestamp"),
            new Column("source", "VARCHAR", "string"),
            new Column("uid", "VARCHAR", "string"),
            new Column("format", "VARCHAR", "string"),
            new Column("verdict", "VARCHAR", "string"),
            new Column("event_time", "TIMESTAMP", "timestamp"),
            new Column("class_uid", "INTEGER", "int"),
            new Column("activity_id", "INTEGER", "int"),
            new Column("severity_id", "INTEGER", "int"),
            new Column("outcome", "VARCHAR", "string"),
            new Column("actor", "VARCHAR", "string"),
            new Column("action", "VARCHAR", "string"),
            new Column("resources", "VARCHAR[]", "array<string>"),
            new Column("address", "VARCHAR", "string"),
            new Column("account_id", "VARCHAR", "string"),
            new Column("cloud_region", "VARCHAR", "string"),
            new Column("ocsf_bytes", "BIGINT", "bigint"),
            new Column("ocsf", "VARCHAR", "string"));

    /** The columns' names, for a SELECT. */
    static final String NAMES = COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));

    private EventSchema() {}

    /**
     * Makes the tables where they are not there.
     *
     * @return false where tables of another version were there, and were dropped
     */
    static boolean prepare(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version == VERSION) {
                return true;
            }
            statement.execute("BEGIN");
            for (String table : List.of(HOT, STATE, FILES, ArchivedUids.TABLE, KnownSources.TABLE)) {
                statement.execute("DROP TABLE IF EXISTS " + table);
            }
            create(statement);
            statement.execute("COMMIT");
            return version == 0;
        }
    }

    /** Leaves empty tables. */
    static void clear(Session session) throws SQLException {
        session.run(SqlText.of("DELETE FROM " + HOT));
        session.run(SqlText.of("DELETE FROM " + FILES));
        session.run(SqlText.of("DELETE FROM " + ArchivedUids.TABLE));
        session.run(SqlText.of("DELETE FROM " + KnownSources.TABLE));
        session.run(SqlText.of("UPDATE " + STATE + " SET position = 0"));
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet tables =
                statement.executeQuery("SELECT count(*) FROM duckdb_tables() WHERE table_name = '" + STATE + "'")) {
            if (!tables.next() || tables.getInt(1) == 0) {
                return 0;
            }
        }
        try (ResultSet state = statement.executeQuery("SELECT version FROM " + STATE)) {
            return state.next() ? state.getInt(1) : -1;
        }
    }

    private static void create(Statement statement) throws SQLException {
        String columns = COLUMNS.stream()
                .map(column -> column.name() + " " + column.type() + " NOT NULL")
                .collect(Collectors.joining(", "));
        statement.execute("CREATE TABLE " + HOT + "(" + columns + ")");
        statement.execute("CREATE TABLE " + STATE + "(version INTEGER NOT NULL, position BIGINT NOT NULL)");
        statement.execute("INSERT INTO " + STATE + " VALUES (" + VERSION + ", 0)");
        statement.execute("CREATE TABLE " + ArchivedUids.TABLE + ArchivedUids.COLUMNS);
        statement.execute("CREATE TABLE " + KnownSources.TABLE + KnownSources.COLUMNS);
        statement.execute("CREATE TABLE " + FILES + "(folder VARCHAR NOT NULL, name VARCHAR NOT NULL,"
                + " event_rows BIGINT NOT NULL, file_bytes BIGINT NOT NULL, ocsf_total BIGINT NOT NULL,"
                + " min_index BIGINT NOT NULL, max_index BIGINT NOT NULL,"
                + " min_time BIGINT NOT NULL, max_time BIGINT NOT NULL)");
    }
}
