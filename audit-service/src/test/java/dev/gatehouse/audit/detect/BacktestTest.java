package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.log.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestTest {
    private static final SigmaRule EACH = Logged.each("");
    private static final SigmaRule MANY = Logged.many(
            "type: event_count\ntimespan: 1m\ncondition: {gte: 3}",
            "gatehouse:\n  dedupe:\n    by: [principal]\n    window: 1h\n");
    private static final RuleSet RULES = RuleSet.of(List.of(EACH, MANY));
    private static final InstantSource STANDING = InstantSource.fixed(Instant.EPOCH);

    private static Iterator<LoggedEvent> events(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> Logged.at(i, i, "p", "r"))
                .iterator();
    }

    private static Backtest backtest(long events, int shown) {
        return new Backtest(new Backtest.Limits(events, shown, Duration.ofSeconds(5)), STANDING);
    }

    @Test
    void saysWhatAThresholdWouldHaveRaised() {
        Backtest.Report report = backtest(100, 2).run(RULES, MANY, events(10), Backtests.ALL);

        assertThat(report.ending()).isEqualTo(Backtest.Ending.COMPLETE);
        assertThat(report.events()).isEqualTo(10);
        assertThat(report.matches()).isEqualTo(10);
        assertThat(report.detections()).isEqualTo(1);
        assertThat(report.suppressed()).isEqualTo(2);
        assertThat(report.firstMatches()).extracting(EventRef::index).containsExactly(0L, 1L);
        assertThat(report.firstDetections()).hasSize(1);
    }

    @Test
    void raisesARuleThatOtherwiseFeedsCorrelationsOnly() {
        Backtest.Report report = backtest(100, 2).run(RULES, EACH, events(10), Backtests.ALL);

        assertThat(report.detections()).isEqualTo(10);
        assertThat(report.firstDetections()).hasSize(2);
    }

    @Test
    void looksAtEventsOfTheRangeOnly() {
        Backtest.Report report = backtest(100, 100)
                .run(
                        RULES,
                        EACH,
                        events(10),
                        new Backtest.Scope(Logged.START.plusSeconds(3), Logged.START.plusSeconds(5), source -> true));

        assertThat(report.firstMatches()).extracting(EventRef::index).containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @CsvSource({"10,COMPLETE,10", "9,TOO_MANY_EVENTS,9"})
    void looksAtAsManyEventsAsItMay(long limit, Backtest.Ending ending, long events) {
        Backtest.Report report = backtest(limit, 0).run(RULES, EACH, events(10), Backtests.ALL);

        assertThat(report.ending()).isEqualTo(ending);
        assertThat(report.events()).isEqualTo(events);
    }

    /** The clock is looked at for the deadline, and then once for each 16 events; it goes on by two seconds each time. */
    @ParameterizedTest
    @CsvSource({"32,COMPLETE,32", "33,TOO_LATE,32"})
    void endsWhenTheTimeIsUp(int given, Backtest.Ending ending, long events) {
        long[] second = {0};
        InstantSource clock = () -> Instant.ofEpochSecond(2 * second[0]++);
        Backtest backtest = new Backtest(new Backtest.Limits(10_000, 0, Duration.ofSeconds(5)), clock);

        Backtest.Report report = backtest.run(RULES, EACH, events(given), Backtests.ALL);

        assertThat(report.ending()).isEqualTo(ending);
        assertThat(report.events()).isEqualTo(events);
    }

    @Test
    void looksAtEventsOfTheSourcesOnly() {
        Backtest.Report report = backtest(100, 100)
                .run(
                        RULES,
                        EACH,
                        events(10),
                        new Backtest.Scope(Instant.MIN, Instant.MAX, source -> !source.equals("config-service")));

        assertThat(report.events()).isZero();
        assertThat(report.matches()).isZero();
        assertThat(report.next()).isEqualTo(10);
    }

    @Test
    void saysWhereToGoOn() {
        Backtest.Report report = backtest(4, 0).run(RULES, EACH, events(10), Backtests.ALL);

        assertThat(report.next()).isEqualTo(4);
    }
}
