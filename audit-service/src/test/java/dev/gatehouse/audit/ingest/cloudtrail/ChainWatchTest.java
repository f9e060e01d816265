package dev.gatehouse.audit.ingest.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.ingest.file.FakeLedger;
import dev.gatehouse.audit.ingest.file.FakeLog;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationLimits;
import dev.gatehouse.audit.ingest.file.IntakeLimits;
import dev.gatehouse.audit.ingest.file.LogAppends;
import dev.gatehouse.audit.log.LogLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainWatchTest {
    private static final Instant NOW = Trail.FIRST_HOUR.plus(Duration.ofDays(1));

    private final Trail trail = new Trail();
    private final FakeLog log = new FakeLog();

    @Test
    void findsTheChainsOfABucketAndPutsWhatIsFoundOnRecordOnce() {
        List<Trail.Written> digests = trail.hours(3);
        trail.objects.remove(digests.get(1).location());

        List<WalkReport> reports = watch(Set.of()).walk();
        watch(Set.of()).walk();

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.digests(DigestOutcome.VALID)).isEqualTo(2);
            assertThat(report.digests(DigestOutcome.MISSING)).isEqualTo(1);
        });
        assertThat(log.events).hasSize(2 + 1 + 2 * 2);
        assertThat(log.events)
                .anySatisfy(event -> assertThat(event.raw().text())
                        .contains("\"resource\":\"" + digests.get(1).location().text(), "\"outcome\":\"missing\""));
    }

    @Test
    void walksTheRegionsThatAreNamed() {
        trail.hours(1);

        assertThat(watch(Set.of(Trail.REGION)).walk()).hasSize(1);
        assertThat(watch(Set.of("us-west-2")).walk()).isEmpty();
    }

    @Test
    void leavesTheNewestHoursAlone() {
        trail.hours(30);

        assertThat(watch(Set.of()).walk())
                .flatExtracting(WalkReport::findings)
                .extracting(DigestFinding::end)
                .contains(NOW.minus(Duration.ofHours(2)))
                .doesNotContain(NOW.minus(Duration.ofHours(1)));
    }

    private ChainWatch watch(Set<String> regions) {
        DigestWalker walker = new DigestWalker(
                trail,
                Trail.keys(),
                new Inflation(InflationLimits.DEFAULT),
                new LedgerFileCheck(new FakeLedger()),
                1_000);
        return new ChainWatch(
                trail,
                walker,
                new LogAppends(log, IntakeLimits.of(LogLimits.DEFAULT, Duration.ofSeconds(1))),
                new ChainWatch.Scope("trail", regions, Duration.ofDays(2)),
                () -> NOW);
    }
}
