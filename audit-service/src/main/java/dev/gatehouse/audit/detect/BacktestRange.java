package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.log.LogReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Which part of the log a backtest is about. Where it says nothing, it is the newest part, as much as may be looked at.
 *
 * @param from the earliest event time
 * @param to the event time before which events are meant
 * @param fromIndex the first event's index
 * @param toIndex the index before which the range ends
 */
public record BacktestRange(
        Optional<Instant> from, Optional<Instant> to, OptionalLong fromIndex, OptionalLong toIndex) {
    /** How far a sender's clock may be ahead of the log's: the log is not looked through from its beginning for a time. */
    private static final Duration AHEAD = Duration.ofHours(1);

    /** @throws IllegalArgumentException it ends before it begins */
    public BacktestRange {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("'to' is before 'from'");
        }
        if (fromIndex.orElse(0) < 0 || toIndex.orElse(Long.MAX_VALUE) < fromIndex.orElse(0)) {
            throw new IllegalArgumentException("'toIndex' is before 'fromIndex', or that is negative");
        }
    }

    /** The events, in the log's order. */
    public LogScan scan(LogReader log, long maxEvents) {
        long to = Math.min(toIndex.orElse(Long.MAX_VALUE), log.size());
        return new LogScan(log, first(log, to, maxEvents), to);
    }

    private long first(LogReader log, long to, long maxEvents) {
        if (fromIndex.isPresent()) {
            return fromIndex.getAsLong();
        }
        return from.map(time -> LogScan.firstReceivedFrom(log, earliestReceived(time)))
                .orElseGet(() -> Math.max(0, to - maxEvents));
    }

    private static Instant earliestReceived(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.minus(AHEAD);
    }

    /** What of these events is looked at. */
    public Backtest.Scope scope(Predicate<String> sources) {
        return new Backtest.Scope(from.orElse(Instant.MIN), to.orElse(Instant.MAX), sources);
    }
}
