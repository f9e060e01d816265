package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.detect.DetectionSink.Delivered;
import dev.gatehouse.audit.detect.DetectionSink.Later;
import dev.gatehouse.audit.detect.DetectionSink.Never;
import dev.gatehouse.audit.detect.DetectionSink.Outcome;
import dev.gatehouse.audit.detect.sigma.Level;
import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.MalformedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesTest {
    private static final Outcome LATER = new Later(Optional.empty());
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(35));

    private static final int MAX_ATTEMPTS = 10;

    private final MemoryLog log = new MemoryLog();
    private final List<String> sent = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private boolean recordFails;
    private OptionalLong saved = OptionalLong.of(0);
    private Instant now = Logged.START;

    private Deliveries deliveries(Level from) {
        DetectionSink sink = message -> {
            sent.add(message.uid());
            Outcome told = outcomes.poll();
            return told == null ? new Delivered() : told;
        };
        DeliveryState state = new DeliveryState() {
            @Override
            public OptionalLong load() {
                return saved;
            }

            @Override
            public void save(long position) {
                saved = OptionalLong.of(position);
            }
        };
        return new Deliveries(
                new Deliveries.Settings("test", from, BACKOFF, MAX_ATTEMPTS),
                sink,
                log,
                state,
                this::record,
                () -> now,
                new Random(1),
                DetectionMetrics.NONE,
                stop);
    }

    private void record(String name, DetectionSink.Message message, Undelivered.Reason reason) {
        if (recordFails) {
            throw new LogUnavailable("told to fail");
        }
        recorded.add(reason.word() + " " + message.uid());
    }

    private Deliveries deliveries() {
        return deliveries(Level.INFORMATIONAL);
    }

    /** Puts a detection between two other events; its uid. */
    private String detection(String level) {
        SigmaRule rule = Logged.rule("""
                title: A secret was read
                id: 11111111-1111-1111-1111-111111111111
                status: test
                level: %s
                logsource: {product: gatehouse, service: audit}
                detection:
                  s:
                    action: secret:read
                  condition: s
                """.formatted(level));
        Detector detector = new Detector(RuleSet.of(List.of(rule)), DetectionLimits.DEFAULT, DetectionMetrics.NONE);
        long index = log.size();
        log.add(Logged.at(index, index, "p", "r"));
        Detection found = detector.accept(Logged.at(index, index, "p", "r")).getFirst();
        log.append(List.of(found.event()));
        return found.uid();
    }

    @Test
    void sendsDetectionsInOrderAndNothingElse() {
        List<String> uids = List.of(detection("low"), detection("low"));

        Duration wait = deliveries().step();

        assertThat(sent).isEqualTo(uids);
        assertThat(saved).hasValue(4);
        assertThat(wait).isZero();
    }

    @Test
    void beginsAtTheEndWhereItIsNew() {
        saved = OptionalLong.empty();
        detection("low");
        Deliveries deliveries = deliveries();
        String later = detection("low");

        deliveries.step();

        assertThat(sent).containsExactly(later);
    }

    @Test
    void keepsItsPlaceFromTheBeginning() {
        saved = OptionalLong.empty();
        detection("low");
        deliveries();
        String later = detection("low");

        deliveries().step();

        assertThat(sent).containsExactly(later);
    }

    @ParameterizedTest
    @CsvSource({"19999,0", "20000,20000"})
    void savesItsPlaceAfterManyEventsThatAreNotForIt(int events, long place) {
        for (int i = 0; i < events; i++) {
            log.add(Logged.at(i, i, "p", "r"));
        }
        Deliveries deliveries = deliveries();

        while (deliveries.position() < events) {
            deliveries.step();
        }

        assertThat(saved).hasValue(place);
    }

    @ParameterizedTest
    @CsvSource({"low,0", "medium,1", "high,1", "critical,1"})
    void sendsFromALevelOn(String level, int expected) {
        detection(level);

        Deliveries deliveries = deliveries(Level.MEDIUM);

        deliveries.step();

        assertThat(sent).hasSize(expected);
        assertThat(deliveries.position()).isEqualTo(2);
    }

    @Test
    void sendsAgainInOrderAfterAWait() {
        String first = detection("low");
        String second = detection("low");
        outcomes.add(LATER);
        Deliveries deliveries = deliveries();

        Duration wait = deliveries.step();
        Duration tooEarly = deliveries.step();
        now = now.plus(wait);
        deliveries.step();

        assertThat(wait).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(tooEarly).isEqualTo(wait);
        assertThat(sent).containsExactly(first, first, second);
        assertThat(saved).hasValue(4);
    }

    @Test
    void waitsLongerEachTimeUpToALimit() {
        detection("low");
        Deliveries deliveries = deliveries();
        List<Duration> waits = new ArrayList<>();

        for (int i = 0; i < 6; i++) {
            outcomes.add(LATER);
            waits.add(deliveries.step());
            now = now.plus(waits.getLast());
        }

        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(waits.get(2)).isBetween(Duration.ofMillis(17_500), Duration.ofSeconds(35));
        assertThat(waits.get(5)).isBetween(Duration.ofMillis(17_500), Duration.ofSeconds(35));
    }

    @ParameterizedTest
    @CsvSource({"600,600", "3600,3600", "3601,3600"})
    void waitsAsLongAsItIsAskedToUpToAnHour(long asked, long seconds) {
        detection("low");
        outcomes.add(new Later(Optional.of(Duration.ofSeconds(asked))));

        Duration wait = deliveries().step();

        assertThat(wait).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void passesOverWhatWillNeverBeTaken() {
        String first = detection("low");
        String second = detection("low");
        outcomes.add(new Never());

        deliveries().step();

        assertThat(sent).containsExactly(first, second);
        assertThat(saved).hasValue(4);
    }

    @Test
    void sendsAgainAfterACrashWhatWasNotSettled() {
        String first = detection("low");
        outcomes.add(LATER);
        deliveries().step();

        deliveries().step();

        assertThat(sent).containsExactly(first, first);
    }

    @Test
    void putsOnRecordWhatIsRefused() {
        String uid = detection("low");
        outcomes.add(new Never());

        deliveries().step();

        assertThat(recorded).containsExactly("refused " + uid);
    }

    @ParameterizedTest
    @CsvSource({"9,0,10", "10,1,10"})
    void givesUpAfterManyAttempts(int failures, int given, int attempts) {
        String uid = detection("low");
        Deliveries deliveries = deliveries();
        for (int i = 0; i < failures; i++) {
            outcomes.add(LATER);
        }

        for (int i = 0; i < 10; i++) {
            now = now.plus(deliveries.step());
        }

        assertThat(recorded).isEqualTo(Collections.nCopies(given, "given-up " + uid));
        assertThat(sent).hasSize(attempts);
        assertThat(saved).hasValue(2);
    }

    @Test
    void waitsOnAfterItGaveUpOne() {
        detection("low");
        String second = detection("low");
        Deliveries deliveries = deliveries();
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            outcomes.add(LATER);
            now = now.plus(deliveries.step());
        }

        now = now.minusMillis(1);
        Duration wait = deliveries.step();
        now = now.plus(wait);
        deliveries.step();

        assertThat(wait).isEqualTo(Duration.ofMillis(1));
        assertThat(sent).hasSize(MAX_ATTEMPTS + 1).endsWith(second);
    }

    @Test
    void sendsAgainWhatCouldNotBePutOnRecord() {
        String uid = detection("low");
        outcomes.add(new Never());
        recordFails = true;
        Deliveries deliveries = deliveries();

        assertThatThrownBy(deliveries::step).isInstanceOf(LogUnavailable.class);
        recordFails = false;
        deliveries.step();

        assertThat(sent).containsExactly(uid, uid);
    }

    @Test
    void refusesAPlaceBeyondTheLog() {
        detection("low");
        saved = OptionalLong.of(3);

        assertThatThrownBy(this::deliveries).isInstanceOf(MalformedLog.class).hasMessageContaining("longer log");
    }

    @Test
    void endsAtTheSignal() throws InterruptedException {
        detection("low");
        stop.give();

        deliveries().run();

        assertThat(sent).isEmpty();
    }
}
