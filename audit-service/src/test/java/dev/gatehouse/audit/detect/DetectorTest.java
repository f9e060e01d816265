package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.MalformedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
    private static final String THREE_IN_A_MINUTE = "type: event_count\ntimespan: 1m\ncondition: {gte: 3}";
    private static final String THREE_KINDS = "type: value_count\ntimespan: 1m\ncondition: {gte: 3, field: resource}";
    private static final String HOURLY = "gatehouse:\n  dedupe:\n    by: [principal]\n    window: 1h\n";

    private final Counts counts = new Counts();

    /** Notes what was suppressed and forgotten. */
    private static final class Counts implements DetectionMetrics {
        private int suppressed;
        private int forgotten;
        private int unreadable;

        @Override
        public void suppressed(SigmaRule rule) {
            suppressed++;
        }

        @Override
        public void forgotten(SigmaRule rule) {
            forgotten++;
        }

        @Override
        public void unreadable() {
            unreadable++;
        }
    }

    private Detector detector(DetectionLimits limits, SigmaRule... rules) {
        return new Detector(RuleSet.of(List.of(rules)), limits, counts);
    }

    private Detector detector(SigmaRule... rules) {
        return detector(DetectionLimits.DEFAULT, rules);
    }

    private Detector threshold(String correlation) {
        return detector(Logged.each(""), Logged.many(correlation, ""));
    }

    /** Events of one principal at these seconds. */
    private static List<Detection> accept(Detector detector, long... seconds) {
        List<Detection> found = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            found.addAll(detector.accept(Logged.at(i, seconds[i], "p", "r" + i)));
        }
        return found;
    }

    @Test
    void raisesEachEventWhereNothingIsDeduplicated() {
        List<Detection> found = accept(detector(Logged.each("")), 0, 0, 1);

        assertThat(found).hasSize(3).extracting(Detection::uid).doesNotHaveDuplicates();
        assertThat(found.getFirst().count()).isEqualTo(1);
        assertThat(found.getFirst().actor()).isEqualTo("p");
    }

    @Test
    void saysWhatItFoundAndNothingOfWhatWasAskedFor() {
        Detection found = accept(detector(Logged.each("")), 5).getFirst();

        Event event = found.event();

        assertThat(event.key()).isEqualTo(new EventKey("gatehouse/detections", found.uid()));
        assertThat(event.format()).isEqualTo(EventFormat.DETECTION);
        assertThat(event.time()).isEqualTo(Logged.START.plusSeconds(5));
        assertThat(event.raw().text())
                .isEqualTo("""
                {"uid":"%s","time":"2026-03-01T10:00:05Z","rule":{"id":"11111111-1111-1111-1111-111111111111",\
                "title":"A secret was read","level":"low","version":"%s"},"count":1,"suppressed":0,\
                "first":"2026-03-01T10:00:05Z","last":"2026-03-01T10:00:05Z",\
                "events":[{"source":"config-service","uid":"e0","index":0}],"actor":"p",\
                "summary":"A secret was read, by p"}""".formatted(found.uid(), found.rule().version()));
    }

    @ParameterizedTest
    @CsvSource({"60,1", "61,0"})
    void countsEventsInATimespan(long third, int raised) {
        List<Detection> found = accept(threshold(THREE_IN_A_MINUTE), 0, 30, third);

        assertThat(found).hasSize(raised);
    }

    @Test
    void namesTheEventsOfAThreshold() {
        Detection found = accept(threshold(THREE_IN_A_MINUTE), 0, 30, 60).getFirst();

        assertThat(found.count()).isEqualTo(3);
        assertThat(found.events()).extracting(EventRef::index).containsExactly(0L, 1L, 2L);
        assertThat(found.first()).isEqualTo(Logged.START);
        assertThat(found.last()).isEqualTo(Logged.START.plusSeconds(60));
    }

    @Test
    void beginsAThresholdAnewAfterItWasReached() {
        List<Detection> found = accept(threshold(THREE_IN_A_MINUTE), 0, 1, 2, 3, 4, 5, 6);

        assertThat(found).hasSize(2);
    }

    @Test
    void countsEventsThatComeLate() {
        List<Detection> found = accept(threshold(THREE_IN_A_MINUTE), 1_000, 0, 900, 30, 60);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().events()).extracting(EventRef::index).containsExactly(1L, 3L, 4L);
    }

    @Test
    void countsEachPrincipalApart() {
        Detector detector = threshold(THREE_IN_A_MINUTE);
        List<Detection> found = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            found.addAll(detector.accept(Logged.at(i, i, "p" + i % 2, "r")));
        }

        assertThat(found).extracting(Detection::actor).containsExactly("p0");
    }

    @Test
    void countsDifferentTexts() {
        Detector detector = threshold(THREE_KINDS);
        List<Detection> found = new ArrayList<>();

        String[] resources = {"a", "b", "a", "a", "b", "c"};
        for (int i = 0; i < resources.length; i++) {
            found.addAll(detector.accept(Logged.at(i, i, "p", resources[i])));
        }

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().events()).extracting(EventRef::index).containsExactly(3L, 4L, 5L);
    }

    @ParameterizedTest
    @CsvSource({"3599,1,1", "3600,2,0"})
    void raisesOnceInADedupeWindow(long second, int raised, int suppressed) {
        List<Detection> found = accept(detector(Logged.each(HOURLY)), 0, second);

        assertThat(found).hasSize(raised);
        assertThat(counts.suppressed).isEqualTo(suppressed);
    }

    @Test
    void tellsWithTheNextDetectionHowManyWereSuppressed() {
        List<Detection> found = accept(detector(Logged.each(HOURLY)), 0, 10, 20, 3_600);

        assertThat(found).extracting(Detection::suppressed).containsExactly(0L, 2L);
    }

    @ParameterizedTest
    @CsvSource({"6401,1", "6400,2"})
    void suppressesAnEventThatComesLateAndTellsOfOneOfLongAgo(long second, int raised) {
        List<Detection> found = accept(detector(Logged.each(HOURLY)), 10_000, second);

        assertThat(found).hasSize(raised);
    }

    @Test
    void keepsAWindowForEachPrincipal() {
        Detector detector = detector(Logged.each(HOURLY));

        List<Detection> first = detector.accept(Logged.at(0, 0, "p", "r"));
        List<Detection> other = detector.accept(Logged.at(1, 1, "q", "r"));

        assertThat(first).hasSize(1);
        assertThat(other).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = EventFormat.class,
            names = {"DETECTION", "ERASURE", "DIGEST", "VPC_FLOW", "S3_ACCESS", "CLOUDTRAIL"})
    void holdsOnlyEventsOfTheRulesSourceAgainstIt(EventFormat format) {
        LoggedEvent own = Logged.at(0, 0, "p", "r");
        Event given = own.event().orElseThrow();
        Event other = new Event(
                given.key(), given.time(), format, DigestVerdict.NOT_APPLICABLE, Optional.empty(), given.raw());

        List<Detection> found = detector(Logged.each("")).accept(Logged.logged(0, Logged.START, other));

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "", "{\"action\":\"x\",\"action\":\"secret:read\"}", "{} {}", "[]", "1"})
    void passesOverErasedAndUnreadableEvents(String bytes) {
        Detector detector = detector(Logged.each(""));
        LoggedEvent own = Logged.at(0, 0, "p", "r");
        Event given = own.event().orElseThrow();
        Event garbage = new Event(
                given.key(), given.time(), given.format(), given.verdict(), given.origin(), ByteSlice.of(bytes));

        List<Detection> erased = detector.accept(new LoggedEvent(0, own.entry(), Optional.empty()));
        List<Detection> unreadable = detector.accept(Logged.logged(1, Logged.START, garbage));

        assertThat(erased).isEmpty();
        assertThat(unreadable).isEmpty();
        assertThat(counts.unreadable).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"2,0", "3,1"})
    void keepsAsManyGroupsAsItMay(int principals, int forgotten) {
        DetectionLimits limits = new DetectionLimits(2, 1_000, Duration.ofHours(1), 10, 1_000);
        Detector detector = detector(limits, Logged.each(""), Logged.many(THREE_IN_A_MINUTE, ""));

        for (int i = 0; i < principals; i++) {
            detector.accept(Logged.at(i, i, "p" + i, "r"));
        }

        assertThat(counts.forgotten).isEqualTo(forgotten);
        assertThat(detector.memories().get(1).groups()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"4,0", "5,1"})
    void keepsAsManyEventsAsItMay(int events, int forgotten) {
        DetectionLimits limits = new DetectionLimits(100, 4, Duration.ofHours(1), 10, 1_000);
        Detector detector = detector(limits, Logged.each(""), Logged.many(THREE_IN_A_MINUTE, ""));

        for (int i = 0; i < events; i++) {
            detector.accept(Logged.at(i, i, "p" + i / 2, "r"));
        }

        assertThat(counts.forgotten).isEqualTo(forgotten);
    }

    @Test
    void keepsTwiceAsManyEventsOfAGroupAsAreAskedFor() {
        Detector detector = threshold(THREE_IN_A_MINUTE);

        accept(detector, 0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000);

        List<Group.Counted> kept =
                detector.memories().get(1).groups().values().iterator().next().events();
        assertThat(kept).hasSize(6);
    }

    /** A minute's span and an hour's lateness after it was touched, by the log's time. */
    @ParameterizedTest
    @CsvSource({"3660,2", "3661,1"})
    void dropsGroupsThatAreOverByTheLogsTime(long received, int groups) {
        Detector detector = threshold(THREE_IN_A_MINUTE);

        detector.accept(Logged.at(0, 0, 0, "p", "r"));
        detector.accept(Logged.at(1, 999_999, received, "q", "r"));

        assertThat(detector.memories().get(1).groups()).hasSize(groups);
        assertThat(counts.forgotten).isZero();
    }

    @Test
    void goesOnFromASnapshotAsIfNothingHadBeen() {
        SigmaRule[] rules = {Logged.each(""), Logged.many(THREE_KINDS, HOURLY)};
        Detector whole = detector(rules);
        List<Detection> expected = new ArrayList<>();
        Detector current = detector(rules);
        List<Detection> found = new ArrayList<>();

        for (int i = 0; i < 40; i++) {
            LoggedEvent event = Logged.at(i, i * 7L % 300, "p" + i % 3, "r" + i % 5);
            expected.addAll(whole.accept(event));
            Detector next = detector(rules);
            Snapshot.restore(Snapshot.write(current), next);
            found.addAll(next.accept(event));
            current = next;
        }

        assertThat(expected).isNotEmpty();
        assertThat(found).isEqualTo(expected);
        assertThat(Snapshot.write(current)).isEqualTo(Snapshot.write(whole));
    }

    @Test
    void holdsNoTextOfEventsInASnapshot() {
        Detector detector = detector(Logged.each(HOURLY), Logged.many(THREE_KINDS, ""));

        detector.accept(Logged.at(0, 0, "canary-principal", "canary-resource"));

        assertThat(Snapshot.write(detector).text()).contains("\"uid\":\"e0\"").doesNotContain("canary");
    }

    @Test
    void takesUpNothingOfARuleThatHasChanged() {
        Detector before = detector(Logged.each(HOURLY));
        accept(before, 0);
        Detector after = detector(Logged.each(HOURLY + "# changed\n"));

        Snapshot.restore(Snapshot.write(before), after);

        assertThat(after.memories().getFirst().raised()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {                 | the detections' state is not what was written
                {"version":2}     | the detections' state is of an unknown version
                """)
    void refusesAStateThatIsNoSnapshot(String state, String message) {
        Detector detector = detector(Logged.each(""));

        assertThatThrownBy(() -> Snapshot.restore(ByteSlice.of(state), detector))
                .isInstanceOf(MalformedLog.class)
                .hasMessage(message);
    }
}
