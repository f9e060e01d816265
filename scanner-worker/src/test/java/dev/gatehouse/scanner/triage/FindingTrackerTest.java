package dev.gatehouse.scanner.triage;

import static dev.gatehouse.scanner.triage.Sample.NOON;
import static dev.gatehouse.scanner.triage.Sample.decided;
import static dev.gatehouse.scanner.triage.Sample.finding;
import static dev.gatehouse.scanner.triage.Sample.fingerprint;
import static dev.gatehouse.scanner.triage.Sample.place;
import static dev.gatehouse.scanner.triage.Sample.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.scanner.finding.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingTrackerTest {
    private final MemoryFindingStore store = new MemoryFindingStore();
    private final List<AuditEvent> events = new ArrayList<>();
    private final FindingTracker tracker = tracker(new TrackingLimits(3, 4));

    private FindingTracker tracker(TrackingLimits limits) {
        FindingAudit audit = new FindingAudit(events::addAll, () -> "id", () -> NOON);
        return new FindingTracker(store, audit, limits, () -> NOON);
    }

    @Test
    void keepsANewFindingOpenAndOnRecord() {
        tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-1");

        TrackedFinding kept = store.find(fingerprint(1)).orElseThrow();
        assertThat(kept.state()).isEqualTo(FindingState.OPEN);
        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.history()).hasSize(1);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("finding:found");
            assertThat(event.resource()).isEqualTo("finding:/" + fingerprint(1));
        });
    }

    @Test
    void joinsTheSamesSecretInManyPlaces() {
        tracker.found(List.of(finding(1, place("a.txt", 1)), finding(1, place("a.txt", 7))), "scan-1");
        tracker.found(List.of(finding(1, place("b.txt", 2))), "scan-1");

        TrackedFinding kept = store.find(fingerprint(1)).orElseThrow();
        assertThat(kept.places().kept()).containsExactly(place("a.txt", 1), place("a.txt", 7), place("b.txt", 2));
        assertThat(events).hasSize(1);
    }

    @Test
    void aPlaceThatMovedWithinItsObjectIsNoSecondOne() {
        tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-1");

        tracker.found(List.of(finding(1, place("a.txt", 5))), "scan-2");

        assertThat(store.find(fingerprint(1)).orElseThrow().places().kept()).containsExactly(place("a.txt", 5));
    }

    @Test
    void keepsSoManyPlacesAndCountsTheRest() {
        tracker.found(List.of(finding(1, places("a.txt", 3))), "scan-1");
        assertThat(store.find(fingerprint(1)).orElseThrow().places().beyond()).isZero();

        tracker.found(List.of(finding(1, places("b.txt", 4))), "scan-1");

        Places kept = store.find(fingerprint(1)).orElseThrow().places();
        assertThat(kept.kept()).hasSize(3);
        assertThat(kept.count()).isEqualTo(7);
    }

    @Test
    void anotherScanCountsWhatIsBeyondAnew() {
        tracker.found(List.of(finding(1, places("a.txt", 5))), "scan-1");

        tracker.found(List.of(finding(1, places("a.txt", 5))), "scan-2");

        assertThat(store.find(fingerprint(1)).orElseThrow().places().count()).isEqualTo(5);
    }

    @Test
    void opensAResolvedFindingThatIsSeenAgain() {
        tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-1");
        store.putAll(List.of(decided(store.find(fingerprint(1)).orElseThrow(), FindingState.RESOLVED)));

        tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-2");

        TrackedFinding again = store.find(fingerprint(1)).orElseThrow();
        assertThat(again.state()).isEqualTo(FindingState.OPEN);
        assertThat(again.history().getLast().reason()).contains("seen again in scan scan-2");
        assertThat(events).extracting(AuditEvent::action).containsExactly("finding:found", "finding:reopened");
    }

    @Test
    void opensAResolvedFindingWhoseObjectIsUnchanged() {
        tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-1");
        store.putAll(List.of(decided(store.find(fingerprint(1)).orElseThrow(), FindingState.RESOLVED)));

        boolean known = tracker.stillThere(Set.of(fingerprint(1)), "scan-2");

        assertThat(known).isTrue();
        assertThat(store.find(fingerprint(1)).orElseThrow().state()).isEqualTo(FindingState.OPEN);
    }

    @Test
    void asksForANewScanOfWhatItDoesNotKnow() {
        assertThat(tracker.stillThere(Set.of(fingerprint(9)), "scan-2")).isFalse();
    }

    @Test
    void leavesAFalsePositiveAsItIs() {
        tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-1");
        store.putAll(List.of(decided(store.find(fingerprint(1)).orElseThrow(), FindingState.FALSE_POSITIVE)));

        tracker.found(List.of(finding(1, place("b.txt", 1))), "scan-2");

        assertThat(store.find(fingerprint(1)).orElseThrow().state()).isEqualTo(FindingState.FALSE_POSITIVE);
    }

    @Test
    void losesNoPlaceToAnotherWriter() {
        tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-1");
        store.beforePut(() -> tracker.found(List.of(finding(1, place("b.txt", 1))), "scan-1"));

        tracker.found(List.of(finding(1, place("c.txt", 1))), "scan-1");

        assertThat(store.find(fingerprint(1)).orElseThrow().places().kept())
                .extracting((Location place) -> place.object().path())
                .containsExactlyInAnyOrder("a.txt", "b.txt", "c.txt");
    }

    @Test
    void keepsNoFindingThatIsNotOnRecord() {
        FindingAudit deaf = new FindingAudit(
                lost -> {
                    throw new AuditUnavailable("full", new IllegalStateException());
                },
                () -> "id",
                () -> NOON);
        FindingTracker unheard = new FindingTracker(store, deaf, TrackingLimits.DEFAULT, () -> NOON);

        assertThatThrownBy(() -> unheard.found(List.of(finding(1, place("a.txt", 1))), "scan-1"))
                .isInstanceOf(AuditUnavailable.class);

        assertThat(store.find(fingerprint(1))).isEmpty();
    }

    @Test
    void forgetsTheOldestStepsOfALongHistory() {
        tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-1");
        for (int i = 0; i < 5; i++) {
            TrackedFinding now = store.find(fingerprint(1)).orElseThrow();
            store.putAll(List.of(now.decided(
                    new StateOrder(FindingState.RESOLVED, "token:ada", java.util.Optional.empty()),
                    NOON,
                    new TrackingLimits(3, 4))));
            tracker.found(List.of(finding(1, place("a.txt", 1))), "scan-" + i);
        }

        assertThat(store.find(fingerprint(1)).orElseThrow().history()).hasSize(4);
    }
}
