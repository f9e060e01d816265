package dev.gatehouse.config.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.StoreException;
import dev.gatehouse.service.local.StorageRefused;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteDataSource;

class SqliteDatabaseTest {
    private final Path folder;
    private final SQLiteDataSource source;

    SqliteDatabaseTest(@TempDir Path folder) {
        this.folder = folder;
        this.source = EmbeddedStores.source(folder);
    }

    @Test
    void opensADatabaseAgainAsItWas() {
        SqliteDatabase.open(source).write("write", connection -> insert(connection, "one"));

        SqliteDatabase again = SqliteDatabase.open(source);

        assertThat(count(again)).isEqualTo(1);
        long schema = again.read("schema", connection -> number(connection, "PRAGMA user_version"));
        assertThat(schema).isEqualTo(SqliteSchema.STEPS.size());
    }

    @Test
    void refusesADatabaseThatANewerProgramWrote() {
        SqliteDatabase.open(source).write("jump ahead", connection -> {
            connection.prepareStatement("PRAGMA user_version = 99").execute();
            return true;
        });

        assertThatThrownBy(() -> SqliteDatabase.open(source))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining("schema 99")
                .hasMessageContaining("knows " + SqliteSchema.STEPS.size());
    }

    @ParameterizedTest
    @CsvSource({
        "synchronous=FULL,synchronous=NORMAL",
        "foreign_keys=true,foreign_keys=false",
        "busy_timeout=5000,busy_timeout=0",
        "journal_mode=WAL,journal_mode=DELETE"
    })
    void refusesConnectionsThatAreNotSetUpAsTheyMust(String needed, String other) throws SQLException {
        String url = EmbeddedStores.url(folder);
        assertThat(url).contains(needed);

        try (AgroalDataSource pool = EmbeddedStores.pool(url.replace(needed, other))) {
            assertThatThrownBy(() -> SqliteDatabase.open(pool))
                    .isInstanceOf(StorageRefused.class)
                    .hasMessageContaining(needed);
        }
    }

    @Test
    void saysThatAFileWhichIsNoDatabaseIsCorrupt() throws IOException {
        Files.writeString(folder.resolve("gatehouse.db"), "no database, but long enough to be one".repeat(100));

        assertThatThrownBy(() -> SqliteDatabase.open(source)).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void rollsBackAWriteThatThrew() {
        SqliteDatabase database = SqliteDatabase.open(source);

        assertThatThrownBy(() -> database.write("write", connection -> {
                    insert(connection, "one");
                    throw new IllegalStateException("half way");
                }))
                .hasMessage("half way");

        assertThat(count(database)).isZero();
        boolean written = database.write("write", connection -> insert(connection, "two"));
        assertThat(written).as("the next write").isTrue();
    }

    @Test
    void readsOneStateThroughoutARead() {
        SqliteDatabase database = SqliteDatabase.open(source);

        long seen = database.read("count twice", connection -> {
            long first = rows(connection);
            database.write("write", other -> insert(other, "one"));
            return first + rows(connection);
        });

        assertThat(seen).isZero();
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void isUnavailableWhereTheWriteBeforeTakesTooLong() throws Exception {
        SqliteDatabase database = SqliteDatabase.open(source, Duration.ZERO);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> slow = threads.submit(() -> database.write("slow", connection -> {
                writing.countDown();
                await(goOn);
                return insert(connection, "slow");
            }));
            writing.await();

            assertThatThrownBy(() -> database.write("fast", connection -> insert(connection, "fast")))
                    .isInstanceOf(StoreException.Unavailable.class)
                    .hasMessageContaining("fast");

            goOn.countDown();
            assertThat(slow.get()).isTrue();
            boolean written = database.write("fast", connection -> insert(connection, "fast"));
            assertThat(written).as("the next write").isTrue();
        }
    }

    @Test
    void isUnavailableToAThreadThatIsToStop() {
        SqliteDatabase database = SqliteDatabase.open(source);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> database.write("write", connection -> insert(connection, "one")))
                .isInstanceOf(StoreException.Unavailable.class);

        assertThat(Thread.interrupted()).as("still to stop").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "13, Full",
        "11, Corrupt",
        "267, Corrupt",
        "24, Corrupt",
        "26, Corrupt",
        "3, Denied",
        "8, Denied",
        "23, Denied",
        "1, Rejected",
        "18, Rejected",
        "19, Rejected",
        "20, Rejected",
        "0, Unavailable",
        "5, Unavailable",
        "6, Unavailable",
        "7, Unavailable",
        "10, Unavailable",
        "778, Unavailable",
        "14, Unavailable"
    })
    void namesAFailureForWhatItMeans(int code, String meaning) {
        SQLException failure = new SQLException("as SQLite says", "", code);

        StoreException named = SqliteFailures.of("write parameter /a", failure);

        assertThat(named.getClass().getSimpleName()).isEqualTo(meaning);
        assertThat(named).hasMessageStartingWith("write parameter /a: ").hasCause(failure);
    }

    private static long count(SqliteDatabase database) {
        return database.read("count", SqliteDatabaseTest::rows);
    }

    private static boolean insert(Connection connection, String dataClass) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO seal_check VALUES (?, x'00')")) {
            insert.setString(1, dataClass);
            return insert.executeUpdate() == 1;
        }
    }

    private static long rows(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM seal_check");
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
