package dev.gatehouse.audit.storage.duckdb;

import static dev.gatehouse.audit.storage.duckdb.TableInFolder.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.query.ExportLimits;
import dev.gatehouse.audit.query.ExportResult;
import dev.gatehouse.audit.query.ExportResult.Cut;
import dev.gatehouse.audit.query.QueryTimedOut;
import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TestEvent;
import dev.gatehouse.audit.query.TestFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetExportFileTest {
    private final Path folder;
    private final TableInFolder table;

    ParquetExportFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.table = new TableInFolder(folder);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void exportsFromTheHotTableAndFromFilesOldestFirst() throws Exception {
        table.addPlain(0, 10);
        table.table.archive().moveBefore(Instant.parse("2026-03-03T00:00:00Z"), ParquetLimits.DEFAULT);
        table.add(
                TestEvent.at(10).time(Instant.parse("2026-03-05T00:00:00Z")),
                TestEvent.at(11).time(Instant.parse("2026-03-04T00:00:00Z")).actor("bob"));

        ExportResult result = export(new ExportLimits(100, 1 << 20, PATIENCE));

        assertThat(result).isEqualTo(new ExportResult(12, Optional.empty()));
        assertThat(leftInWork()).isEmpty();
        assertThat(inExport("count(*)")).isEqualTo(12);
        assertThat(inExport("count(*) FILTER (WHERE actor = 'bob' AND file_row_number = 10)"))
                .isEqualTo(1);
    }

    @Test
    void cutsAtRowsAndAtBytes() throws Exception {
        String form = "{\"a\":\"" + "x".repeat(92) + "\"}";
        table.add(
                TestEvent.at(0).ocsf(form),
                TestEvent.at(1).ocsf(form),
                TestEvent.at(2).ocsf(form));

        assertThat(export(new ExportLimits(3, 300, PATIENCE))).isEqualTo(new ExportResult(3, Optional.empty()));
        assertThat(export(new ExportLimits(3, 299, PATIENCE))).isEqualTo(new ExportResult(2, Optional.of(Cut.BYTES)));
        assertThat(export(new ExportLimits(2, 300, PATIENCE))).isEqualTo(new ExportResult(2, Optional.of(Cut.ROWS)));
        assertThat(inExport("max(log_index)")).isEqualTo(1);
    }

    @Test
    void exportsNothingAsAFileWithoutRows() throws Exception {
        ExportResult result = export(new ExportLimits(3, 300, PATIENCE));

        assertThat(result).isEqualTo(new ExportResult(0, Optional.empty()));
        assertThat(inExport("count(*)")).isZero();
    }

    @Test
    void stopsAtTheDeadlineAndLeavesNothing() throws Exception {
        table.addPlain(0, 10);

        assertThatThrownBy(() -> export(new ExportLimits(3, 300, Duration.ofNanos(1))))
                .isInstanceOf(QueryTimedOut.class);
        assertThat(leftInWork()).isEmpty();
    }

    private ExportResult export(ExportLimits limits) throws IOException {
        Files.createDirectories(folder.resolve("parquet"));
        try (OutputStream target = Files.newOutputStream(folder.resolve("parquet/export.parquet"))) {
            return table.table.writeParquet(TestFilter.ALL, limits, result -> target);
        }
    }

    private long inExport(String what) throws SQLException {
        table.close();
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.in(folder), TableListener.NONE);
                Session session = database.begin()) {
            return session.number(SqlText.of("SELECT " + what + " FROM read_parquet('"
                    + folder.resolve("parquet/export.parquet") + "', file_row_number = true)"));
        }
    }

    private String leftInWork() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("work"))) {
            return left.map(Path::toString).toList().toString().replaceAll("^\\[]$", "");
        }
    }
}
