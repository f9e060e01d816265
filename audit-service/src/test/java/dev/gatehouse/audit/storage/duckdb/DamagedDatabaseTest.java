package dev.gatehouse.audit.storage.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TableUnavailable;
import dev.gatehouse.audit.query.TestFilter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedDatabaseTest {
    private final List<String> heard = new ArrayList<>();
    private final TableListener listener = new TableListener() {
        @Override
        public void rebuilding(String reason) {
            heard.add(reason);
        }
    };
    private final Path folder;
    private TableInFolder table;

    DamagedDatabaseTest(@TempDir Path folder) {
        this.folder = folder;
        this.table = new TableInFolder(folder, listener);
        table.addPlain(0, 100);
        table.close();
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void beginsAnewWhereTheFileIsNoDatabase() throws IOException {
        Files.deleteIfExists(folder.resolve("events.duckdb.wal"));
        Files.writeString(folder.resolve("events.duckdb"), "no database, but long enough".repeat(1_000));

        table = new TableInFolder(folder, listener);

        assertThat(table.table.position()).isZero();
        assertThat(heard).hasSize(1);
        assertThat(folder.resolve("events.duckdb.damaged")).exists();
        assertThat(table.addPlain(0, 10).find(TestFilter.ALL)).hasSize(10);
    }

    @Test
    void beginsAnewWhereTheFileIsCutShort() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("events.duckdb").toFile(), "rw")) {
            file.setLength(5_000);
        }

        table = new TableInFolder(folder, listener);

        assertThat(table.table.position()).isZero();
        assertThat(heard).hasSize(1);
    }

    @Test
    void beginsAnewWhereBlocksAreOverwritten() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("events.duckdb").toFile(), "rw")) {
            byte[] noise = new byte[4_096];
            Arrays.fill(noise, (byte) 0x5a);
            for (long at = 12_288; at < file.length(); at += noise.length) {
                file.seek(at);
                file.write(noise);
            }
        }

        table = new TableInFolder(folder, listener);
        // Damage that is found while reading makes one call fail; the next opens a new file.
        try {
            table.find(TestFilter.ALL);
        } catch (TableUnavailable found) {
            assertThat(found).hasMessageNotContaining("arn:");
        }

        assertThat(table.table.position()).isZero();
        assertThat(heard).hasSize(1);
    }

    @Test
    void beginsAnewWhereAParquetFileIsGoneOrCut() throws IOException {
        for (long length : new long[] {0, 500}) {
            table = new TableInFolder(folder, listener);
            table.addPlain(table.table.position(), 200);
            table.table.archive().moveBefore(Instant.parse("2026-03-03T00:00:00Z"), ParquetLimits.DEFAULT);
            Path file = table.table.archive().files().getFirst().path();
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(length);
            }
            if (length == 0) {
                Files.delete(file);
            }

            assertThatThrownBy(() -> table.find(TestFilter.ALL)).isInstanceOf(TableUnavailable.class);

            assertThat(table.table.position()).isZero();
            assertThat(table.find(TestFilter.ALL)).isEmpty();
            table.close();
        }
        assertThat(heard).hasSize(2);
    }

    @Test
    void deletesTheDamagedCopyWithTheNextErasure() throws IOException {
        Files.writeString(folder.resolve("events.duckdb"), "no database, but long enough".repeat(1_000));
        table = new TableInFolder(folder, listener);
        table.addPlain(0, 2);
        assertThat(folder.resolve("events.duckdb.damaged")).exists();

        table.table.erase(List.of(1L));

        assertThat(folder.resolve("events.duckdb.damaged")).doesNotExist();
    }

    @Test
    void beginsAnewAfterAnotherVersionOfTheProgram() throws SQLException {
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.in(folder), TableListener.NONE);
                Session session = database.begin()) {
            session.run(SqlText.of("UPDATE " + EventSchema.STATE + " SET version = 99"));
            session.commit();
        }

        table = new TableInFolder(folder, listener);

        assertThat(table.table.position()).isZero();
        assertThat(table.find(TestFilter.ALL)).isEmpty();
        assertThat(heard).hasSize(1);
    }

    @Test
    void doesNotTakeAFolderThatCannotBeMadeForDamage() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "", StandardOpenOption.CREATE);
        table = new TableInFolder(file.resolve("below"), listener);

        assertThatThrownBy(() -> table.table.position()).isInstanceOf(TableUnavailable.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void staysClosed() {
        assertThatThrownBy(() -> table.table.position()).isInstanceOf(TableUnavailable.class);
    }
}
