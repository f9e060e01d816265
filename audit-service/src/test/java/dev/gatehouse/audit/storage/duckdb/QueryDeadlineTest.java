package dev.gatehouse.audit.storage.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.query.QueryTimedOut;
import dev.gatehouse.audit.query.TableListener;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryDeadlineTest {
    /** It would take years. */
    private static final SqlText ENDLESS = SqlText.of(
            "SELECT count(*) FROM range(10000000000) a, range(10000000000) b WHERE a.range * b.range % 7 = 3");

    private final DuckDbDatabase database;

    QueryDeadlineTest(@TempDir Path folder) {
        this.database = new DuckDbDatabase(DuckDbSettings.in(folder), TableListener.NONE);
    }

    @Test
    void stopsAStatementThatRunsAndLetsTheNextIn() {
        try (database;
                TableReader reader = new TableReader(database, new FilesInUse())) {
            assertThatThrownBy(() -> reader.read("test", Duration.ofMillis(50), reading -> count(reading, ENDLESS)))
                    .isInstanceOf(QueryTimedOut.class)
                    .hasMessageContaining("50 ms");

            long answer = reader.read("test", Duration.ofMinutes(1), reading -> count(reading, SqlText.of("SELECT 7")));

            assertThat(answer).isEqualTo(7);
        }
    }

    @Test
    void countsTheWaitForATurn() {
        try (database;
                TableReader reader = new TableReader(database, new FilesInUse())) {
            Reading[] busy = new Reading[database.settings().queries()];
            for (int i = 0; i < busy.length; i++) {
                busy[i] = reader.open("busy", Duration.ofMinutes(1));
            }

            assertThatThrownBy(() -> reader.open("test", Duration.ofMillis(1))).isInstanceOf(QueryTimedOut.class);

            busy[0].close();
            busy[0] = reader.open("test", Duration.ofMinutes(1));
            for (Reading reading : busy) {
                reading.close();
            }
        }
    }

    private static long count(Reading reading, SqlText sql) throws SQLException {
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet rows = reading.query(statement)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
