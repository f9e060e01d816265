package dev.gatehouse.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.managed.Detection;
import dev.gatehouse.scanner.managed.FakeConfigService;
import dev.gatehouse.scanner.managed.Fetched;
import dev.gatehouse.scanner.managed.FingerprintSource;
import dev.gatehouse.scanner.managed.ManagedDetection;
import dev.gatehouse.scanner.rule.RuleFile;
import dev.gatehouse.scanner.source.ReadLimits;
import dev.gatehouse.scanner.work.Detector;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DetectionsTest {
    private final Scanner rules =
            Scanner.of(RuleFile.loadShipped().rules(), FingerprintKey.of(new byte[32]), ScanLimits.DEFAULT);
    private final ManagedDetection managed = new ManagedDetection(new Detection(rules, "rules-1"), () -> Instant.EPOCH);
    private final FingerprintSource source =
            unless -> new Fetched.Taken(FakeConfigService.of("1-a", "a/b", "v1", "a value to look for"));
    private final Detections detections = new Detections(managed, Optional.of(source), ReadLimits.DEFAULT);

    @Test
    void eachThreadHasADetectorOfItsOwnUntilWhatIsLookedForChanges() throws Exception {
        Supplier<Detector> one = detections.detector();
        Supplier<Detector> other = detections.detector();
        Detector before = one.get();
        assertThat(one.get()).isSameAs(before);
        assertThat(other.get().scanner()).isNotSameAs(before.scanner());

        managed.refresh(source);

        assertThat(one.get()).isNotSameAs(before);
        assertThat(one.get().detection()).startsWith("rules-1+managed-");
        assertThat(one.get()).isSameAs(one.get());
    }

    @Test
    void workBeginsWhenSomebodyAnsweredOrFailedTo() throws Exception {
        assertThat(detections.isSettled()).isFalse();
        assertThat(new Detections(managed, Optional.empty(), ReadLimits.DEFAULT).isSettled())
                .isTrue();

        managed.refresh(unless -> new Fetched.Failed("connection"));

        assertThat(detections.isSettled()).isTrue();
    }
}
