package dev.gatehouse.audit.storage.duckdb;

import static dev.gatehouse.audit.storage.duckdb.TableInFolder.BYTES;
import static dev.gatehouse.audit.storage.duckdb.TableInFolder.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventQuery;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.EventScan;
import dev.gatehouse.audit.query.Order;
import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TestEvent;
import dev.gatehouse.audit.query.TestFilter;
import dev.gatehouse.audit.query.TextFilter;
import dev.gatehouse.audit.query.VisibleSources;
import dev.gatehouse.audit.storage.duckdb.ParquetArchive.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetArchiveTest {
    private static final Instant THIRD = Instant.parse("2026-03-03T10:00:00Z");
    private static final ParquetLimits LIMITS = ParquetLimits.DEFAULT;

    private final Path folder;
    private TableInFolder table;

    ParquetArchiveTest(@TempDir Path folder) {
        this.folder = folder.resolve("table");
        this.table = new TableInFolder(this.folder);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void movesWholeDaysBeforeATimesDay() throws IOException {
        table.add(
                TestEvent.at(0).time(Instant.parse("2026-03-01T00:00:00Z")),
                TestEvent.at(1).time(Instant.parse("2026-03-02T23:59:59.999999Z")),
                TestEvent.at(2).time(Instant.parse("2026-03-03T00:00:00Z")));

        int files = table.table.archive().moveBefore(THIRD, LIMITS);

        assertThat(files).isEqualTo(2);
        assertThat(keys())
                .containsExactly(
                        "ext/cloudtrail-111122223333-6003/region=eu-central-1/accountId=111122223333/eventDay=20260301/"
                                + "0-0.0.parquet",
                        "ext/cloudtrail-111122223333-6003/region=eu-central-1/accountId=111122223333/eventDay=20260302/"
                                + "1-1.0.parquet");
        assertThat(keys()).isEqualTo(onDisk());
        assertThat(table.find(TestFilter.ALL)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void findsAnArchivedEventByItsUid() {
        table.addPlain(0, 10).add(TestEvent.at(10).time(THIRD));
        table.table.archive().moveBefore(THIRD, LIMITS);

        assertThat(found("uid-3")).containsExactly(3L);
        assertThat(found("uid-10")).containsExactly(10L);
        assertThat(found("uid-11")).isEmpty();
    }

    @Test
    void findsNoErasedEventByItsUidAndKeepsTheOthers() {
        table.addPlain(0, 10);
        table.table.archive().moveBefore(THIRD, LIMITS);

        table.table.erase(List.of(3L));

        assertThat(found("uid-3")).isEmpty();
        assertThat(found("uid-4")).containsExactly(4L);
    }

    @Test
    void knowsTheSourcesOfArchivedEventsAfterAReopening() {
        table.add(
                TestEvent.at(0),
                TestEvent.at(1).source("old"),
                TestEvent.at(2).source("new").time(THIRD));
        table.table.archive().moveBefore(THIRD, LIMITS);
        table.close();

        table = new TableInFolder(folder);

        assertThat(table.table.sources(TableInFolder.PATIENCE))
                .containsExactlyInAnyOrder("cloudtrail/111122223333", "old", "new");
        table.add(TestEvent.at(3).source("newest"));
        assertThat(table.table.sources(TableInFolder.PATIENCE)).contains("newest");
    }

    private List<Long> found(String uid) {
        return table.table.find(uid, VisibleSources.ALL, TableInFolder.BYTES, TableInFolder.PATIENCE).stream()
                .map(EventRow::index)
                .toList();
    }

    @Test
    void keepsOneClassSourceRegionAndAccountInAFile() {
        table.add(
                TestEvent.at(0),
                TestEvent.at(1).classUid(3002),
                TestEvent.at(2).source("config-service"),
                TestEvent.at(3).cloud("444455556666", "us-gov-west-1"),
                TestEvent.at(4).cloud("../../etc", "x' OR true --"),
                TestEvent.at(5));

        table.table.archive().moveBefore(THIRD, LIMITS);

        assertThat(keys())
                .containsExactlyInAnyOrder(
                        day("cloudtrail-111122223333-6003", "eu-central-1", "111122223333") + "0-5.0.parquet",
                        day("cloudtrail-111122223333-3002", "eu-central-1", "111122223333") + "1-1.0.parquet",
                        day("config-service-6003", "eu-central-1", "111122223333") + "2-2.0.parquet",
                        day("cloudtrail-111122223333-6003", "us-gov-west-1", "444455556666") + "3-3.0.parquet",
                        day("cloudtrail-111122223333-6003", "none", "external") + "4-4.0.parquet");
        assertThat(table.rows(TestFilter.ALL, Order.OLDEST).get(4).account()).isEqualTo("../../etc");
    }

    private static Stream<EventFilter> filters() {
        return Stream.of(
                TestFilter.ALL,
                TestFilter.actor("user-1"),
                TestFilter.actor("*-2"),
                TestFilter.action("*:Get*"),
                TestFilter.resource("bucket/1*"),
                TestFilter.resource("bucket/3"),
                TestFilter.source("config-*"),
                TestFilter.outcome(Outcome.DENIED),
                TestFilter.classUid(3002),
                TestFilter.text("NEEDLE"),
                TestFilter.visible(new VisibleSources(List.of(new TextFilter("cloudtrail/*")))),
                TestFilter.ALL.within(Instant.parse("2026-03-02T06:00:00Z"), Instant.parse("2026-03-04T18:00:00Z")));
    }

    @Test
    void answersTheSameFromFilesAndFromTheHotTable() {
        table.add(scattered());
        List<Answers> hot = allAnswers();

        table.table.archive().moveBefore(Instant.parse("2026-03-04T00:00:00Z"), new ParquetLimits(17, 1 << 20));
        List<Answers> mixed = allAnswers();
        table.table.archive().moveBefore(Instant.parse("2026-04-01T00:00:00Z"), LIMITS);
        List<Answers> files = allAnswers();
        table.table.archive().compact(LIMITS);
        List<Answers> merged = allAnswers();

        assertThat(hot).noneMatch(answers -> answers.newest.isEmpty());
        assertThat(mixed).isEqualTo(hot);
        assertThat(files).isEqualTo(hot);
        assertThat(merged).isEqualTo(hot);
    }

    @Test
    void writesLateEventsAsAFurtherFileAndMergesThem() throws IOException {
        table.addPlain(0, 10);
        table.table.archive().moveBefore(THIRD, LIMITS);
        table.addPlain(10, 12);
        table.table.archive().moveBefore(THIRD, LIMITS);
        assertThat(keys()).hasSize(2);

        int merged = table.table.archive().compact(LIMITS);
        boolean swept = table.table.archive().sweep();

        assertThat(merged).isEqualTo(2);
        assertThat(swept).isTrue();
        assertThat(table.table.archive().files()).extracting(StoredFile::rows).containsExactly(12L);
        assertThat(onDisk()).isEqualTo(keys());
        assertThat(table.find(TestFilter.ALL)).hasSize(12).isSorted();
    }

    @Test
    void mergesOnlyWhatFitsIntoOneFile() {
        table.addPlain(0, 12);
        table.table.archive().moveBefore(THIRD, new ParquetLimits(4, BYTES));

        assertThat(table.table.archive().compact(new ParquetLimits(7, BYTES))).isZero();
        assertThat(table.table.archive().compact(new ParquetLimits(8, BYTES))).isEqualTo(2);
        assertThat(table.table.archive().files()).extracting(StoredFile::rows).containsExactly(8L, 4L);
    }

    @Test
    void splitsFilesByBytes() {
        String form = "{\"a\":\"" + "x".repeat(992) + "\"}";
        table.add(Stream.iterate(0L, i -> i + 1)
                .limit(10)
                .map(i -> TestEvent.at(i).ocsf(form))
                .toArray(TestEvent[]::new));

        table.table.archive().moveBefore(THIRD, new ParquetLimits(100, 5_000));

        assertThat(table.table.archive().files()).extracting(StoredFile::rows).containsExactly(5L, 5L);
    }

    @Test
    void ignoresAndSweepsAFileThatIsInNoManifest() throws IOException {
        // A process that died between a file's rename and the commit leaves this: the file and the rows.
        table.addPlain(0, 10);
        table.table.archive().moveBefore(THIRD, LIMITS);
        StoredFile known = table.table.archive().files().getFirst();
        Path orphan = known.path().resolveSibling("0-9.7.parquet");
        Files.copy(known.path(), orphan);

        List<Long> found = table.find(TestFilter.ALL);
        table.table.archive().sweep();

        assertThat(found).hasSize(10);
        assertThat(orphan).doesNotExist();
        assertThat(known.path()).exists();
    }

    @Test
    void losesAndDoublesNothingWhereTheCommitDoesNotHappen() throws IOException, SQLException {
        table.addPlain(0, 10).close();
        try (DuckDbDatabase database = database();
                Session session = database.begin()) {
            DayFolder day = DayFolder.before(session, Micros.of(THIRD)).getFirst();
            SqlText rows = SqlText.of("SELECT " + EventSchema.NAMES + " FROM " + EventSchema.HOT);
            new ParquetWriter(session, database.settings())
                    .write(rows, day.path())
                    .addTo(session);
            session.run(SqlText.of("DELETE FROM " + EventSchema.HOT));
        }
        assertThat(onDisk()).hasSize(1);

        table = new TableInFolder(folder);
        List<Long> before = table.find(TestFilter.ALL);
        table.table.archive().moveBefore(THIRD, LIMITS);
        table.table.archive().sweep();

        assertThat(before).hasSize(10);
        assertThat(table.find(TestFilter.ALL)).isEqualTo(before);
        assertThat(onDisk()).isEqualTo(keys()).hasSize(1);
    }

    @Test
    void keepsFilesThatAScanReads() throws IOException {
        table.addPlain(0, 10);
        table.table.archive().moveBefore(THIRD, new ParquetLimits(5, BYTES));
        int before = onDisk().size();

        try (EventScan scan = table.table.scan(TestFilter.ALL, PATIENCE)) {
            scan.next();
            table.table.archive().compact(LIMITS);
            assertThat(table.table.archive().sweep()).isFalse();
            assertThat(onDisk()).hasSize(before + 1);
            List<EventRow> rest = new ArrayList<>();
            scan.forEachRemaining(rest::add);
            assertThat(rest).hasSize(9);
        }

        assertThat(table.table.archive().sweep()).isTrue();
        assertThat(onDisk()).hasSize(1);
    }

    @Test
    void erasesFromAFileAndItsBytes() throws IOException {
        table.add(TestEvent.at(0), TestEvent.at(1).actor("forget-me"), TestEvent.at(2));
        table.table.archive().moveBefore(THIRD, LIMITS);

        table.table.erase(List.of(1L));

        List<EventRow> rows = table.rows(TestFilter.ALL, Order.OLDEST);
        assertThat(rows).extracting(EventRow::erased).containsExactly(false, false, true);
        assertThat(rows).extracting(EventRow::index).containsExactly(0L, 2L, 1L);
        assertThat(rows.get(2).time()).isEqualTo(TestEvent.at(1).received());
        assertThat(onDisk()).isEqualTo(keys()).hasSize(1);
        assertThat(table.find(TestFilter.actor("forget*"))).isEmpty();
    }

    @Test
    void erasesTheOnlyEventOfAFile() throws IOException {
        table.addPlain(0, 1);
        table.table.archive().moveBefore(THIRD, LIMITS);

        table.table.erase(List.of(0L));
        table.table.erase(List.of(0L));

        assertThat(onDisk()).isEmpty();
        assertThat(table.rows(TestFilter.ALL, Order.OLDEST))
                .extracting(EventRow::erased)
                .containsExactly(true);
        table.table.archive().moveBefore(THIRD, LIMITS);
        table.table.erase(List.of(0L));
        assertThat(table.find(TestFilter.ALL)).containsExactly(0L);
    }

    @Test
    void dropsFilesInARebuild() throws IOException {
        table.addPlain(0, 10);
        table.table.archive().moveBefore(THIRD, LIMITS);

        table.table.rebuild();

        assertThat(onDisk()).isEmpty();
        table.addPlain(0, 10);
        assertThat(table.find(TestFilter.ALL)).hasSize(10);
    }

    @Test
    void writesPagesOfAtMostOneMegabyteSortedByTime() throws SQLException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        table.add(Stream.iterate(0L, i -> i + 1)
                .limit(4_000)
                .map(i -> TestEvent.at(i)
                        .time(TestEvent.START.plusSeconds(random.nextInt(80_000)))
                        .ocsf("{\"a\":\"" + hexadecimal(random, 1_000) + "\"}"))
                .toArray(TestEvent[]::new));

        table.table.archive().moveBefore(THIRD, LIMITS);

        String file = table.table.archive().files().getFirst().path().toString();
        table.close();
        try (DuckDbDatabase database = database();
                Session session = database.begin()) {
            String metadata = " FROM parquet_metadata('" + file + "')";
            assertThat(session.number(SqlText.of("SELECT max(total_uncompressed_size)" + metadata)))
                    .isLessThanOrEqualTo(1_000_000);
            assertThat(session.number(SqlText.of("SELECT count(DISTINCT row_group_id)" + metadata)))
                    .isGreaterThan(1);
            assertThat(session.number(SqlText.of("SELECT count(*)" + metadata + " WHERE compression <> 'ZSTD'")))
                    .isZero();
            assertThat(session.number(SqlText.of("SELECT count(*) FROM (SELECT event_time <"
                            + " lag(event_time) OVER (ORDER BY file_row_number) AS back FROM read_parquet('" + file
                            + "', file_row_number = true)) WHERE back")))
                    .isZero();
        }
    }

    private DuckDbDatabase database() {
        return new DuckDbDatabase(DuckDbSettings.in(folder), TableListener.NONE);
    }

    private record Answers(List<Long> newest, List<Long> oldest, List<EventRow> scanned, Object histogram) {}

    private List<Answers> allAnswers() {
        return filters().map(this::answers).toList();
    }

    private Answers answers(EventFilter filter) {
        List<EventRow> scanned = new ArrayList<>();
        try (EventScan scan = table.table.scan(filter, PATIENCE)) {
            scan.forEachRemaining(scanned::add);
        }
        return new Answers(
                TableInFolder.indexes(table.pages(new EventQuery(filter, Order.NEWEST, 25, Optional.empty()), BYTES)),
                TableInFolder.indexes(table.pages(new EventQuery(filter, Order.OLDEST, 50, Optional.empty()), BYTES)),
                scanned,
                table.table.histogram(filter, Duration.ofHours(12), PATIENCE));
    }

    /** Events of six days, not in order of time. */
    private static TestEvent[] scattered() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        return Stream.iterate(0L, i -> i + 1)
                .limit(120)
                .map(i -> TestEvent.at(i)
                        .time(TestEvent.START.plus(Duration.ofMinutes(random.nextInt(6 * 24 * 60))))
                        .actor("user-" + random.nextInt(3))
                        .action(random.nextBoolean() ? "s3:GetObject" : "s3:PutObject")
                        .resources("bucket/" + random.nextInt(20), "second")
                        .source(random.nextInt(4) == 0 ? "config-service" : "cloudtrail/111122223333")
                        .outcome(random.nextInt(4) == 0 ? Outcome.DENIED : Outcome.SUCCESS)
                        .classUid(random.nextInt(4) == 0 ? 3002 : 6003)
                        .ocsf(random.nextInt(9) == 0 ? "{\"a\":\"a needle in it\"}" : "{}"))
                .toArray(TestEvent[]::new);
    }

    private static String hexadecimal(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Long.toHexString(random.nextLong()));
        }
        return text.toString();
    }

    private static String day(String source, String region, String account) {
        return "ext/" + source + "/region=" + region + "/accountId=" + account + "/eventDay=20260301/";
    }

    private List<String> keys() {
        return table.table.archive().files().stream()
                .map(StoredFile::key)
                .sorted()
                .toList();
    }

    private List<String> onDisk() throws IOException {
        Path root = folder.resolve("parquet");
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
