package dev.gatehouse.scanner.triage;

import static dev.gatehouse.scanner.triage.Sample.NOON;
import static dev.gatehouse.scanner.triage.Sample.decided;
import static dev.gatehouse.scanner.triage.Sample.finding;
import static dev.gatehouse.scanner.triage.Sample.fingerprint;
import static dev.gatehouse.scanner.triage.Sample.place;
import static dev.gatehouse.scanner.triage.Sample.tracked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.service.failure.InvalidName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of findings does. */
public abstract class FindingStoreContract {
    /** A store that is empty. */
    protected abstract FindingStore store();

    @Test
    void givesBackWhatWasWrittenToTheLastField() {
        FindingStore store = store();
        Location strange = new Location(
                new ObjectName("s3://b\u00fccket", "a\nb\u0000!c\u001b[31m.txt", Optional.of("v1")),
                3,
                4,
                5,
                List.of("base64", "hex"));
        TrackedFinding written =
                tracked(finding(1, "managed-secret", Confidence.HIGH, Optional.of("/aurora/dev/key"), strange), NOON);

        assertThat(store.putAll(List.of(written))).isEmpty();

        assertThat(store.find(fingerprint(1))).contains(written);
    }

    @Test
    void keepsWhatWasLearnedOfACredential() {
        FindingStore store = store();
        store.putAll(List.of(tracked(1)));
        TrackedFinding judged = tracked(1)
                .judged(new Judgement(Validity.ACTIVE, Optional.of("ada"), Optional.of(NOON.plusMillis(7))))
                .orElseThrow();

        assertThat(store.putAll(List.of(judged))).isEmpty();

        assertThat(store.find(fingerprint(1))).contains(judged);
        assertThat(found(store, with().owner("ada"))).containsExactly(1);
    }

    @Test
    void hasNothingThatWasNotWritten() {
        FindingStore store = store();
        store.putAll(List.of(tracked(1)));

        assertThat(store.find(fingerprint(2))).isEmpty();
        assertThat(store.findAll(Set.of(fingerprint(1), fingerprint(2)))).containsOnlyKeys(fingerprint(1));
    }

    @Test
    void ofTwoThatAddTheSameFindingOneWins() {
        FindingStore store = store();
        TrackedFinding first = tracked(1);
        TrackedFinding second = tracked(finding(1, place("b.txt", 9)), NOON.plusSeconds(9));
        store.putAll(List.of(first));

        List<TrackedFinding> beaten = store.putAll(List.of(second, tracked(2)));

        assertThat(beaten).containsExactly(second);
        assertThat(store.find(fingerprint(1))).contains(first);
        assertThat(store.find(fingerprint(2))).isPresent();
    }

    @Test
    void ofTwoThatChangeTheSameVersionOneWins() {
        FindingStore store = store();
        store.putAll(List.of(tracked(1)));
        TrackedFinding acknowledged = decided(tracked(1), FindingState.ACKNOWLEDGED);
        store.putAll(List.of(acknowledged));

        List<TrackedFinding> beaten = store.putAll(List.of(decided(tracked(1), FindingState.RESOLVED)));

        assertThat(beaten).hasSize(1);
        assertThat(store.find(fingerprint(1))).contains(acknowledged);
    }

    @Test
    void doesNotChangeWhatIsNotThere() {
        FindingStore store = store();
        TrackedFinding second = decided(tracked(1), FindingState.RESOLVED);

        assertThat(store.putAll(List.of(second))).containsExactly(second);
        assertThat(store.find(fingerprint(1))).isEmpty();
    }

    @Test
    void listsEachOnceThoughSomethingChangesBetweenPages() {
        FindingStore store = store();
        for (int i = 1; i <= 7; i++) {
            store.putAll(List.of(tracked(i)));
        }
        FindingPage first = store.list(FindingFilter.ALL, Optional.empty(), 3);
        store.putAll(List.of(decided(tracked(2), FindingState.RESOLVED)));
        store.putAll(List.of(decided(tracked(6), FindingState.RESOLVED)));

        List<TrackedFinding> all = new ArrayList<>(first.findings());
        Optional<String> next = first.next();
        while (next.isPresent()) {
            FindingPage page = store.list(FindingFilter.ALL, next, 3);
            assertThat(page.findings()).hasSizeLessThanOrEqualTo(3);
            all.addAll(page.findings());
            next = page.next();
        }

        assertThat(all)
                .extracting(TrackedFinding::fingerprint)
                .containsExactly(
                        fingerprint(1),
                        fingerprint(2),
                        fingerprint(3),
                        fingerprint(4),
                        fingerprint(5),
                        fingerprint(6),
                        fingerprint(7));
    }

    @Test
    void refusesACursorThatIsNone() {
        FindingStore store = store();

        assertThatThrownBy(() -> store.list(FindingFilter.ALL, Optional.of("nonsense"), 3))
                .isInstanceOf(InvalidName.class);
    }

    @Test
    void filtersByEachField() {
        FindingStore store = store();
        TrackedFinding plain = tracked(1);
        TrackedFinding managed = tracked(
                finding(
                        2,
                        "managed-secret",
                        Confidence.HIGH,
                        Optional.of("/aurora/key"),
                        Location.of(ObjectName.of("s3://logs", "x"), 1, 1, 0)),
                NOON.plusSeconds(600));
        store.putAll(List.of(plain, managed));
        store.putAll(List.of(decided(plain, FindingState.FALSE_POSITIVE)));

        assertThat(found(store, with().states(FindingState.FALSE_POSITIVE))).containsExactly(1);
        assertThat(found(store, with().states(FindingState.OPEN, FindingState.FALSE_POSITIVE)))
                .containsExactly(1, 2);
        assertThat(found(store, with().rule("managed-secret"))).containsExactly(2);
        assertThat(found(store, with().confidence(Confidence.HIGH))).containsExactly(2);
        assertThat(found(store, with().confidence(Confidence.LOW))).containsExactly(1, 2);
        assertThat(found(store, with().source("s3://logs"))).containsExactly(2);
        assertThat(found(store, with().owner("/aurora/key"))).containsExactly(2);
        assertThat(found(store, with().from(600))).containsExactly(2);
        assertThat(found(store, with().to(600))).containsExactly(1);
        assertThat(found(store, with().source("s3://log"))).isEmpty();
    }

    @Test
    void countsByState() {
        FindingStore store = store();
        store.putAll(List.of(tracked(1), tracked(2), tracked(3)));
        store.putAll(List.of(decided(tracked(2), FindingState.RESOLVED)));

        assertThat(store.counts())
                .containsEntry(FindingState.OPEN, 2L)
                .containsEntry(FindingState.RESOLVED, 1L)
                .hasSize(2);
    }

    private static List<Integer> found(FindingStore store, FindingFilter filter) {
        List<Integer> numbers = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            FindingPage page = store.list(filter, next, 10);
            page.findings()
                    .forEach(f -> numbers.add(Integer.parseInt(f.fingerprint().text(), 16)));
            next = page.next();
        } while (next.isPresent());
        return numbers;
    }

    private static FilterOf with() {
        return new FilterOf(FindingFilter.ALL);
    }

    /** Filters with one field set. */
    private record FilterOf(FindingFilter base) {
        FindingFilter states(FindingState... states) {
            return filter(Set.of(states), base.rule(), base.confidence(), base.source(), base.owner());
        }

        FindingFilter rule(String rule) {
            return filter(base.states(), Optional.of(rule), base.confidence(), base.source(), base.owner());
        }

        FindingFilter confidence(Confidence least) {
            return filter(base.states(), base.rule(), Optional.of(least), base.source(), base.owner());
        }

        FindingFilter source(String source) {
            return filter(base.states(), base.rule(), base.confidence(), Optional.of(source), base.owner());
        }

        FindingFilter owner(String owner) {
            return filter(base.states(), base.rule(), base.confidence(), base.source(), Optional.of(owner));
        }

        FindingFilter seen(Optional<Instant> from, Optional<Instant> to) {
            return new FindingFilter(
                    base.states(), base.rule(), base.confidence(), base.source(), base.owner(), from, to);
        }

        FindingFilter from(long seconds) {
            return seen(Optional.of(NOON.plusSeconds(seconds)), Optional.empty());
        }

        FindingFilter to(long seconds) {
            return seen(Optional.empty(), Optional.of(NOON.plusSeconds(seconds)));
        }

        private static FindingFilter filter(
                Set<FindingState> states,
                Optional<String> rule,
                Optional<Confidence> confidence,
                Optional<String> source,
                Optional<String> owner) {
            return new FindingFilter(states, rule, confidence, source, owner, Optional.empty(), Optional.empty());
        }
    }
}
