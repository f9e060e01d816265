package dev.gatehouse.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.tlog.ProofVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** A round each of whose steps takes so long. */
    private static Summary round(int millis) {
        List<String> names =
                List.of("read", "leak", "finding", "quarantine", "rotation", "adoption", "retirement", "rescan");
        Duration each = Duration.ofMillis(millis);
        return new Summary(IntStream.range(0, names.size())
                .mapToObj(
                        i -> new StepReport(names.get(i), "", NOON.plus(each.multipliedBy(i)), each, Optional.empty()))
                .toList());
    }

    @Test
    void tellsMedianAndPercentileByNearestRank() {
        String text = new Figures(Stream.iterate(10, i -> i + 10)
                        .limit(100)
                        .map(FiguresTest::round)
                        .toList())
                .text();

        assertThat(text).containsPattern("(?m)^of 100 rounds +p50 +p99 +max$");
        assertThat(text).containsPattern("(?m)^leak to finding +0\\.50 s +0\\.99 s +1\\.00 s$");
        assertThat(text).containsPattern("(?m)^finding to rotated +1\\.00 s +1\\.98 s +2\\.00 s$");
    }

    @Test
    void isProvenOnlyWhereEachEventIs() {
        StepReport proven = step(ProofVerdict.PROVEN);
        StepReport not = step(ProofVerdict.NOT_INCLUDED);

        assertThat(new Summary(List.of(proven)).proven()).isTrue();
        assertThat(new Summary(List.of(proven, not)).proven()).isFalse();
        assertThat(new Summary(List.of(not)).text()).contains("not_included");
    }

    private static StepReport step(ProofVerdict verdict) {
        return new StepReport(
                "read", "what", NOON, Duration.ZERO, Optional.of(new Evidence.Found(7, "uid", NOON, verdict)));
    }
}
