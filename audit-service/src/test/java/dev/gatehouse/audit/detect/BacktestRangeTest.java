package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestRangeTest {
    private final MemoryLog log = new MemoryLog();

    private void addEvents(int count) {
        for (int i = 0; i < count; i++) {
            log.add(Logged.at(log.size(), log.size(), "p", "r"));
        }
    }

    private List<Long> indexes(BacktestRange range, long maxEvents) {
        List<Long> indexes = new ArrayList<>();
        range.scan(log, maxEvents).forEachRemaining(event -> indexes.add(event.index()));
        return indexes;
    }

    private static BacktestRange range(OptionalLong from, OptionalLong to) {
        return new BacktestRange(Optional.empty(), Optional.empty(), from, to);
    }

    @Test
    void isTheNewestPartWhereNothingIsSaid() {
        addEvents(10);

        List<Long> indexes = indexes(range(OptionalLong.empty(), OptionalLong.empty()), 3);

        assertThat(indexes).containsExactly(7L, 8L, 9L);
    }

    @ParameterizedTest
    @CsvSource({"0,10,10", "2,5,3", "5,5,0", "9,100,1", "10,100,0", "50,100,0"})
    void isARangeOfIndexes(long from, long to, int expected) {
        addEvents(10);

        List<Long> indexes = indexes(range(OptionalLong.of(from), OptionalLong.of(to)), 100);

        assertThat(indexes).hasSize(expected);
    }

    @Test
    void readsMoreThanOneBatch() {
        addEvents(2_500);

        List<Long> indexes = indexes(range(OptionalLong.of(1), OptionalLong.empty()), 100);

        assertThat(indexes).hasSize(2_499).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "3599,0", "3600,0", "3601,1", "3609,9", "3610,10", "9999,10"})
    void beginsAnHourBeforeATimeAsTheLogReceivedIt(long second, int first) {
        addEvents(10);
        Instant from = Logged.START.plusSeconds(second);

        List<Long> indexes = indexes(
                new BacktestRange(Optional.of(from), Optional.empty(), OptionalLong.empty(), OptionalLong.empty()), 1);

        assertThat(indexes).hasSize(10 - first);
    }

    @ParameterizedTest
    @CsvSource({"-1,5", "5,4"})
    void refusesIndexesThatAreNoRange(long from, long to) {
        assertThatThrownBy(() -> range(OptionalLong.of(from), OptionalLong.of(to)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTimesThatAreNoRange() {
        assertThatThrownBy(() -> new BacktestRange(
                        Optional.of(Logged.START),
                        Optional.of(Logged.START.minusNanos(1)),
                        OptionalLong.empty(),
                        OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
