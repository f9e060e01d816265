package dev.gatehouse.scanner.triage;

import static dev.gatehouse.scanner.triage.Sample.NOON;
import static dev.gatehouse.scanner.triage.Sample.fingerprint;
import static dev.gatehouse.scanner.triage.Sample.tracked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.InvalidName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TriageTest {
    private static final StateOrder RESOLVE =
            new StateOrder(FindingState.RESOLVED, "token:ada", Optional.of("rotated"));

    private final MemoryFindingStore store = new MemoryFindingStore();
    private final Triage triage = new Triage(store, TrackingLimits.DEFAULT, () -> NOON);

    @BeforeEach
    void aFinding() {
        store.putAll(List.of(tracked(1)));
    }

    @Test
    void decidesWithAuthorReasonAndInstant() {
        TriageResult result = triage.decide(fingerprint(1), RESOLVE, OptionalLong.of(1));

        assertThat(result).isInstanceOfSatisfying(TriageResult.Decided.class, decided -> {
            assertThat(decided.finding().state()).isEqualTo(FindingState.RESOLVED);
            assertThat(decided.finding().version()).isEqualTo(2);
            assertThat(decided.finding().history().getLast())
                    .isEqualTo(new StateChange(NOON, FindingState.RESOLVED, "token:ada", Optional.of("rotated")));
        });
    }

    @Test
    void doesNotDecideOnWhatIsNoLongerSo() {
        triage.decide(fingerprint(1), RESOLVE, OptionalLong.empty());

        TriageResult result = triage.decide(
                fingerprint(1),
                new StateOrder(FindingState.ACKNOWLEDGED, "token:bob", Optional.empty()),
                OptionalLong.of(1));

        assertThat(result).isEqualTo(new TriageResult.Stale(2));
    }

    @Test
    void tellsWhenThereIsNothingToDecide() {
        triage.decide(fingerprint(1), RESOLVE, OptionalLong.empty());

        assertThat(triage.decide(fingerprint(1), RESOLVE, OptionalLong.empty()))
                .isEqualTo(new TriageResult.SameState());
        assertThat(triage.decide(fingerprint(2), RESOLVE, OptionalLong.empty()))
                .isEqualTo(new TriageResult.NoSuchFinding());
    }

    @Test
    void aFalsePositiveNeedsAReasonOfBoundedLength() {
        assertThatThrownBy(() -> new StateOrder(FindingState.FALSE_POSITIVE, "token:ada", Optional.empty()))
                .isInstanceOf(InvalidName.class);
        assertThatThrownBy(() -> new StateOrder(
                        FindingState.RESOLVED, "token:ada", Optional.of("x".repeat(StateOrder.MAX_REASON + 1))))
                .isInstanceOf(InvalidName.class);
        assertThat(new StateOrder(FindingState.RESOLVED, "token:ada", Optional.of("x".repeat(StateOrder.MAX_REASON)))
                        .reason())
                .isPresent();
    }
}
