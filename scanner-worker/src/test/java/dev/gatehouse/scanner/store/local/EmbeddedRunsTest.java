package dev.gatehouse.scanner.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.work.ScanListener;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.scanner.work.ScheduledTarget;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetRuns;
import dev.gatehouse.scanner.work.TargetRuns.Decision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduled scans over the embedded stores: due, missed, overlapping and put off. */
class EmbeddedRunsTest {
    private static final Target SRV = new Target("srv", "fake", "/srv", Map.of());
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final AtomicInteger ids = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Scans scans;

    @BeforeEach
    void open() {
        SqliteDatabase work = Databases.open(folder, Schema.WORK);
        SqliteWorkQueue queue = new SqliteWorkQueue(work, () -> now, this::id);
        scans = new Scans(new SqliteScanStore(work), queue, ScanListener.NONE, this::id, () -> now);
    }

    private String id() {
        return "%08d".formatted(ids.incrementAndGet());
    }

    /** No scan of the target is under way any more. */
    private void finish() {
        scans.list(Optional.of(SRV.name()), Optional.empty(), 10).scans().forEach(scan -> scans.cancel(scan.id()));
        assertThat(scans.isRunning(SRV.name())).isFalse();
    }

    @Test
    void runsWhatIsDueOnceAndCatchesUpWhatWasMissed() {
        TargetRuns runs = new TargetRuns(scans, new SqliteRunLog(Databases.open(folder, Schema.WORK)), () -> now);
        ScheduledTarget hourly =
                new ScheduledTarget(SRV, instant -> Optional.of(instant.truncatedTo(ChronoUnit.HOURS)), Duration.ZERO);
        assertThat(runs.check(hourly)).isEqualTo(Decision.NOT_DUE);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(runs.check(hourly)).isEqualTo(Decision.NOT_DUE);
        now = now.plus(MINUTE);

        assertThat(runs.check(hourly)).isEqualTo(Decision.STARTED);
        assertThat(runs.check(hourly)).isEqualTo(Decision.NOT_DUE);

        finish();
        now = now.plus(Duration.ofHours(5)).plus(MINUTE);
        assertThat(runs.check(hourly)).isEqualTo(Decision.STARTED);
        assertThat(runs.check(hourly)).isEqualTo(Decision.NOT_DUE);
    }

    @Test
    void passesARunOverWhileTheOneBeforeGoesOn() {
        TargetRuns runs = new TargetRuns(scans, new SqliteRunLog(Databases.open(folder, Schema.WORK)), () -> now);
        ScheduledTarget hourly =
                new ScheduledTarget(SRV, instant -> Optional.of(instant.truncatedTo(ChronoUnit.HOURS)), Duration.ZERO);
        runs.check(hourly);
        now = now.plus(Duration.ofHours(1));
        runs.check(hourly);
        now = now.plus(Duration.ofHours(1));

        assertThat(runs.check(hourly)).isEqualTo(Decision.OVERLAPS);

        finish();
        assertThat(runs.check(hourly)).isEqualTo(Decision.NOT_DUE);
    }

    @Test
    void aJitterPutsARunOff() {
        TargetRuns runs = new TargetRuns(scans, new SqliteRunLog(Databases.open(folder, Schema.WORK)), () -> now);
        ScheduledTarget hourly = new ScheduledTarget(
                SRV, instant -> Optional.of(instant.truncatedTo(ChronoUnit.HOURS)), Duration.ofMinutes(30));
        runs.check(hourly);
        now = now.plus(Duration.ofHours(1)).plus(hourly.delay()).minusMillis(1);
        assertThat(runs.check(hourly)).isEqualTo(Decision.NOT_DUE);

        now = now.plusMillis(1);

        assertThat(runs.check(hourly)).isEqualTo(Decision.STARTED);
    }
}
