package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.MalformedLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionsTest {
    private static final RuleSet RULES = RuleSet.of(List.of(
            Logged.each(""), Logged.many("type: event_count\ntimespan: 1h\ncondition: {gte: 3}\ngenerate: true", "")));

    private final MemoryLog log = new MemoryLog();
    private final States states = new States();
    private final StopSignal stop = new StopSignal();
    private final Conflicts conflicts = new Conflicts();

    /** Keeps what is saved, and can be told to fail. */
    private static final class States implements DetectionState {
        private Optional<Saved> saved = Optional.empty();
        private boolean fails;

        @Override
        public Optional<Saved> load() {
            return saved;
        }

        @Override
        public void save(Saved state) {
            if (fails) {
                fails = false;
                throw new LogUnavailable("told to fail");
            }
            saved = Optional.of(state);
        }
    }

    private static final class Conflicts implements DetectionMetrics {
        private int count;

        @Override
        public void conflict() {
            count++;
        }
    }

    private Detections detections() {
        return detections(DetectionLimits.DEFAULT);
    }

    private Detections detections(DetectionLimits limits) {
        return new Detections(RULES, log, log, states, limits, conflicts, stop);
    }

    private void addEvents(int count) {
        for (int i = 0; i < count; i++) {
            long index = log.size();
            log.add(Logged.at(index, index, "p", "r"));
        }
    }

    private static void drain(Detections detections) {
        while (detections.step() > 0) {
            // until there is no more
        }
    }

    @Test
    void appendsWhatItFindsAndNothingOfThat() {
        addEvents(7);

        drain(detections());

        assertThat(log.detections()).hasSize(7 + 2);
        assertThat(log.size()).isEqualTo(7 + 9);
    }

    @Test
    void goesOnWhereItWas() {
        addEvents(2);
        drain(detections());
        addEvents(1);

        drain(detections());

        assertThat(log.detections()).hasSize(3 + 1);
        assertThat(log.duplicates()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryLog.Failure.class,
            names = {"BEFORE", "AFTER"})
    void appendsAgainWhatMayNotBeDurable(MemoryLog.Failure failure) {
        addEvents(3);
        Detections detections = detections();
        log.failNext(failure);
        assertThatThrownBy(detections::step).isInstanceOf(LogUnavailable.class);

        drain(detections);

        assertThat(log.detections()).hasSize(3 + 1);
        assertThat(conflicts.count).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryLog.Failure.class,
            names = {"BEFORE", "AFTER"})
    void findsTheSameAfterACrash(MemoryLog.Failure failure) {
        addEvents(2);
        drain(detections());
        addEvents(5);
        log.failNext(failure);
        Detections crashed = detections();
        assertThatThrownBy(crashed::step).isInstanceOf(LogUnavailable.class);

        drain(detections());

        assertThat(log.detections()).hasSize(7 + 2).extracting(Event::key).doesNotHaveDuplicates();
        assertThat(log.duplicates()).isEqualTo(failure == MemoryLog.Failure.AFTER ? 5 + 2 : 0);
        assertThat(conflicts.count).isZero();
    }

    @Test
    void findsTheSameWhereItsStateWasNotSaved() {
        addEvents(4);
        states.fails = true;
        Detections crashed = detections();
        assertThatThrownBy(crashed::step).isInstanceOf(LogUnavailable.class);

        drain(detections());

        assertThat(log.detections()).hasSize(4 + 1);
        assertThat(log.duplicates()).isEqualTo(4 + 1);
        assertThat(conflicts.count).isZero();
    }

    @ParameterizedTest
    @CsvSource({"9,false", "10,true"})
    void savesAfterABatchThatFoundNothing(int events, boolean saved) {
        for (int i = 0; i < events; i++) {
            Event other = new Event(
                    Logged.at(i, 0, "p", "r").event().orElseThrow().key(),
                    Logged.START,
                    EventFormat.VPC_FLOW,
                    DigestVerdict.NOT_APPLICABLE,
                    Optional.empty(),
                    ByteSlice.of("x"));
            log.add(Logged.logged(i, Logged.START, other));
        }

        drain(detections(new DetectionLimits(10, 10, Duration.ZERO, 10, 1_000)));

        assertThat(states.saved.isPresent()).isEqualTo(saved);
    }

    @Test
    void savesWhenItIsStopped() {
        addEvents(1);
        Detections detections = detections();
        drain(detections);

        detections.save();

        assertThat(states.saved.orElseThrow().position()).isEqualTo(2);
    }

    @Test
    void refusesAPlaceBeyondTheLog() {
        addEvents(2);
        states.save(
                new DetectionState.Saved(3, Snapshot.write(new Detector(RULES, DetectionLimits.DEFAULT, conflicts))));

        assertThatThrownBy(this::detections).isInstanceOf(MalformedLog.class).hasMessageContaining("longer log");
    }

    @Test
    void savesItsPlaceAtTheSignal() throws InterruptedException {
        addEvents(2);
        Detections detections = detections();
        detections.step();
        addEvents(1);
        stop.give();

        detections.run();

        assertThat(states.load().orElseThrow().position()).isEqualTo(detections.position());
    }
}
