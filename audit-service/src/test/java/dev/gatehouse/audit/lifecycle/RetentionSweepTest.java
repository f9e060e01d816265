package dev.gatehouse.audit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.lifecycle.LifecycleState.SweepReport;
import dev.gatehouse.audit.lifecycle.LogInFolder.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionSweepTest {
    private static final Instant START = LogInFolder.START;
    private static final Retention.Rule APP = new Retention.Rule("app", 30);
    private static final Retention.Rule ALL = new Retention.Rule("", 60);

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void destroysWhatIsOldEnoughWithOneRecord() {
        add("app", "a", 0);
        add("other", "b", 0);
        add("app", "c", 1);
        add("app", "d", 2);
        day(31);

        SweepReport report = bench.sweep(APP).sweep();

        assertThat(report).isEqualTo(new SweepReport(at(31), 2, true));
        assertThat(erased()).containsExactly(0L, 2L);
        assertThat(bench.blanked).containsExactly(0L, 2L);
        assertThat(bench.log.erasures())
                .containsExactly(
                        new ErasureRecord(ErasureRecord.Cause.RETENTION, List.of(IndexRange.of(0), IndexRange.of(2))));
        assertThat(bench.log.read(4).orElseThrow().event().orElseThrow().raw().text())
                .contains("\"rule\":\"app\",\"days\":30,\"cutOff\":\"2026-01-02T00:00:00Z\",\"ranges\":[[0,0],[2,2]]");
    }

    @Test
    void keepsToTheSecond() {
        add("app", "a", 0);
        bench.log.now = at(30).minusMillis(1);
        RetentionSweep sweep = bench.sweep(APP);
        sweep.sweep();
        boolean before = bench.log.erased(0);
        bench.log.now = at(30);

        sweep.sweep();

        assertThat(before).isFalse();
        assertThat(bench.log.erased(0)).isTrue();
    }

    @Test
    void countsFromWhenTheLogReceivedItWhateverTheSenderSays() {
        bench.log.add(new EventKey("app", "a"), Instant.EPOCH, EventFormat.GATEHOUSE);
        day(29);

        bench.sweep(APP).sweep();

        assertThat(erased()).isEmpty();
    }

    @Test
    void appliesTheLongestPrefixOnly() {
        add("app", "a", 0);
        add("app/long", "b", 0);
        add("application", "c", 0);
        add("other", "d", 0);
        day(45);
        Retention.Rule longer = new Retention.Rule("app/long", 90);

        RetentionSweep sweep = bench.sweep(APP, longer, ALL);
        sweep.sweep();
        List<Long> after45 = erased();
        day(61);
        sweep.sweep();
        List<Long> after61 = erased();
        day(90);
        sweep.sweep();

        assertThat(after45).containsExactly(0L);
        assertThat(after61).containsExactly(0L, 2L, 3L);
        assertThat(erased()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void keepsEverythingWithoutARule() {
        add("app", "a", 0);
        day(100_000);

        SweepReport report = bench.sweep().sweep();

        assertThat(report.expired()).isZero();
        assertThat(erased()).isEmpty();
    }

    @Test
    void neverDestroysRecordsOfWhatTheServiceDid() {
        add("app", "a", 0);
        bench.erase("app", 0);
        bench.hold("case-1", "none");
        bench.log.add(new EventKey("app", "digest"), START, EventFormat.DIGEST);
        day(1_000);

        SweepReport report = bench.sweep(ALL).sweep();

        assertThat(report.expired()).isZero();
        assertThat(erased()).containsExactly(0L);
    }

    @Test
    void passesByWhatIsHeldUntilItIsReleased() {
        add("app", "a", 0);
        add("app", "b", 0);
        bench.holds.put(
                Bench.CALLER,
                Bench.terms("case-1", Optional.empty(), Optional.of(START.plusSeconds(1)), "app"),
                Bench.ANYBODY);
        bench.log.now = START.plusSeconds(5);
        bench.log.add("app", "c");
        day(31);
        RetentionSweep sweep = bench.sweep(APP);
        sweep.sweep();
        List<Long> held = erased();
        bench.holds.release(Bench.CALLER, "case-1", Bench.ANYBODY);

        sweep.sweep();

        assertThat(held).containsExactly(3L);
        assertThat(erased()).containsExactly(0L, 1L, 3L);
        assertThat(bench.ledger.status().expired()).isEqualTo(3);
    }

    @Test
    void findsTheRecordOfEachEventThatExpired() {
        for (int i = 0; i < 10; i++) {
            add(i % 2 == 0 ? "app" : "other", "e" + i, i);
        }
        RetentionSweep sweep = bench.sweep(APP, ALL);
        for (int day = 30; day < 75; day++) {
            day(day);
            sweep.sweep();
        }

        ErasureRecords records = new ErasureRecords(bench.log);

        assertThat(erased()).hasSize(10);
        assertThat(LongStream.range(0, 10))
                .allSatisfy(index -> assertThat(records.of(index).orElseThrow().record())
                        .satisfies(record -> assertThat(record.names(index)).isTrue())
                        .satisfies(record -> assertThat(record.cause()).isEqualTo(ErasureRecord.Cause.RETENTION)));
        assertThat(records.of(10)).isEmpty();
        assertThat(bench.erase("app", 0)).isInstanceOfSatisfying(ErasureOutcome.Erased.class, gone -> {
            assertThat(gone.fresh()).isFalse();
            assertThat(gone.cause()).isEqualTo(ErasureRecord.Cause.RETENTION);
        });
    }

    @Test
    void hasARecordForEachWindowOfTheLog() {
        int events = 2 * ErasureRecords.WINDOW + 100;
        addMany(events);
        day(31);

        SweepReport report = bench.sweep(APP).sweep();

        assertThat(report.expired()).isEqualTo(events);
        assertThat(bench.log.erasures())
                .extracting(record -> record.ranges().getFirst())
                .containsExactly(
                        new IndexRange(0, ErasureRecords.WINDOW - 1),
                        new IndexRange(ErasureRecords.WINDOW, 2 * ErasureRecords.WINDOW - 1),
                        new IndexRange(2 * ErasureRecords.WINDOW, events - 1));
        assertThat(new ErasureRecords(bench.log).of(events - 1)).isPresent();
    }

    private void addMany(int events) {
        for (int from = 0; from < events; from += 1_000) {
            bench.log
                    .append(LongStream.range(from, Math.min(events, from + 1_000))
                            .mapToObj(i -> new dev.gatehouse.audit.event.Event(
                                    new EventKey("app", "e" + i),
                                    START,
                                    EventFormat.GATEHOUSE,
                                    dev.gatehouse.audit.event.DigestVerdict.NOT_APPLICABLE,
                                    Optional.empty(),
                                    dev.gatehouse.audit.event.ByteSlice.of("content")))
                            .toList())
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void stopsAtItsLimitAndGoesOn() {
        add("app", "a", 0);
        add("app", "b", 0);
        add("app", "c", 0);
        day(31);
        RetentionSweep sweep = new RetentionSweep(
                bench.ledger, new Retention(List.of(APP)), new RetentionSweep.SweepLimits(2, 1), () -> bench.log.now);

        SweepReport first = sweep.sweep();
        List<Long> afterFirst = erased();
        SweepReport second = sweep.sweep();

        assertThat(first).isEqualTo(new SweepReport(at(31), 2, false));
        assertThat(afterFirst).containsExactly(0L, 1L);
        assertThat(second).isEqualTo(new SweepReport(at(31), 1, true));
        assertThat(erased()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void goesOnWhereItWasAfterARestartAndAnewUnderOtherRules() {
        add("app", "a", 0);
        add("other", "b", 0);
        day(61);
        bench.sweep(APP).sweep();
        bench.restart();
        long reached = bench.ledger.status().sweep().reached().getOrDefault("app", -1L);

        bench.sweep(APP, ALL).sweep();

        assertThat(reached).isEqualTo(2);
        assertThat(erased()).containsExactly(0L, 1L);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void isCompletedAfterACrashAtEachStep(Step step) {
        add("app", "a", 0);
        add("app", "b", 0);
        day(31);
        bench.log.failing = Optional.of(step);
        assertThatThrownBy(() -> bench.sweep(APP).sweep()).isInstanceOf(RuntimeException.class);
        bench.restart();

        bench.sweep(APP).sweep();

        assertThat(erased()).containsExactly(0L, 1L);
        assertThat(bench.blanked).containsExactly(0L, 1L);
        assertThat(bench.log.erasures()).hasSize(1);
        assertThat(bench.ledger.status().expired()).isEqualTo(2);
    }

    private void add(String source, String word, int day) {
        day(day);
        bench.log.add(source, word);
    }

    private void day(int day) {
        bench.log.now = at(day);
    }

    private static Instant at(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private List<Long> erased() {
        return LongStream.range(0, bench.log.size())
                .filter(bench.log::erased)
                .boxed()
                .toList();
    }
}
