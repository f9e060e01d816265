package dev.gatehouse.audit.storage.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.EventScan;
import dev.gatehouse.audit.query.Order;
import dev.gatehouse.audit.query.TestEvent;
import dev.gatehouse.audit.query.TestFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in files of what was erased. */
class ScrubTest {
    private static final String CANARY = "canary-Zq81xW";

    @TempDir
    private Path folder;

    private TableInFolder table;

    @BeforeEach
    void open() {
        table = new TableInFolder(folder);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void leavesNothingInAnyFile() {
        table.addPlain(0, 500).add(TestEvent.at(500).actor(CANARY)).addPlain(501, 1_000);
        table.table.erase(List.of(500L));
        boolean before = isInAFile();

        boolean done = table.table.scrub();

        assertThat(before)
                .as("DuckDB keeps what was replaced, so this is needed")
                .isTrue();
        assertThat(done).isTrue();
        assertThat(isInAFile()).isFalse();
    }

    @Test
    void answersAsBeforeAndGoesOn() {
        table.addPlain(0, 1_000);
        table.table.erase(List.of(3L, 500L));
        List<EventRow> before = table.rows(TestFilter.ALL, Order.OLDEST);

        table.table.scrub();

        assertThat(table.rows(TestFilter.ALL, Order.OLDEST)).isEqualTo(before);
        assertThat(table.table.position()).isEqualTo(1_000);
        table.addPlain(1_000, 1_001);
        assertThat(table.find(TestFilter.ALL)).hasSize(1_000);
    }

    @Test
    void isNotForgottenByAProcessThatDied() {
        table.addPlain(0, 10).add(TestEvent.at(10).actor(CANARY));
        table.table.erase(List.of(10L));
        table.close();
        table = new TableInFolder(folder);

        boolean done = table.table.scrub();

        assertThat(done).isTrue();
        assertThat(isInAFile()).isFalse();
    }

    @Test
    void waitsForAQueryThatGoesOn() {
        table.addPlain(0, 10).add(TestEvent.at(10).actor(CANARY));
        table.table.erase(List.of(10L));
        boolean during;
        try (EventScan scan = table.table.scan(TestFilter.ALL, TableInFolder.PATIENCE)) {
            during = table.table.scrub();
            assertThat(scan).isNotNull();
        }

        boolean after = table.table.scrub();

        assertThat(during).isFalse();
        assertThat(after).isTrue();
        assertThat(isInAFile()).isFalse();
    }

    @Test
    void writesNothingAnewWhereNothingWasErased() throws IOException {
        table.addPlain(0, 10);
        Object before = key();

        boolean done = table.table.scrub();

        assertThat(done).isTrue();
        assertThat(key()).isEqualTo(before);
    }

    @Test
    void leavesNothingInParquetFilesEither() {
        table.addPlain(0, 5).add(TestEvent.at(5).actor(CANARY)).addPlain(6, 10);
        table.table
                .archive()
                .moveBefore(TestEvent.at(10).received().plusSeconds(10 * 86_400), new ParquetLimits(1_000, 1 << 20));
        table.table.erase(LongStream.of(4, 5).boxed().toList());

        table.table.scrub();

        assertThat(isInAFile()).isFalse();
        assertThat(table.rows(TestFilter.ALL, Order.OLDEST))
                .filteredOn(EventRow::erased)
                .extracting(EventRow::index)
                .containsExactlyInAnyOrder(4L, 5L);
        assertThat(table.find(TestFilter.ALL)).hasSize(10);
    }

    private Object key() throws IOException {
        Path file = DuckDbSettings.in(folder).database();
        return String.valueOf(Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey());
    }

    private boolean isInAFile() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).anyMatch(ScrubTest::hasCanary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasCanary(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
