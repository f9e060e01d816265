package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.lifecycle.LifecycleState.SweepReport;
import dev.gatehouse.audit.lifecycle.LifecycleState.SweepState;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LoggedEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Destroys payloads whose retention is over: in batches, each with one sealed record, and each rule on its own. An event's
 * age counts from when the log received it, since that is what the log itself knows. What is under hold is passed by; when
 * a hold ends or the rules change, the sweep begins at the log's beginning again.
 */
public final class RetentionSweep {
    private final Ledger ledger;
    private final Retention retention;
    private final SweepLimits limits;
    private final ErasureRecords records;
    private final LifecycleEvents events;
    private final InstantSource clock;

    /**
     * How much a sweep does.
     *
     * @param batches after which it stops, and the next one goes on
     * @param bytes of payloads that a batch reads, about
     */
    public record SweepLimits(int batches, long bytes) {
        /** Up to four million events a sweep, 16 MiB at once. */
        public static final SweepLimits DEFAULT = new SweepLimits(1_000, 16 << 20);

        public SweepLimits {
            if (batches <= 0 || bytes <= 0) {
                throw new IllegalArgumentException("limits are positive");
            }
        }
    }

    /** A sweep by these rules. */
    public RetentionSweep(Ledger ledger, Retention retention, SweepLimits limits, InstantSource clock) {
        this.ledger = ledger;
        this.retention = retention;
        this.limits = limits;
        this.records = new ErasureRecords(ledger.log());
        this.events = new LifecycleEvents(() -> "", clock);
        this.clock = clock;
    }

    /** The rules. */
    public Retention retention() {
        return retention;
    }

    /**
     * Destroys what is to go.
     *
     * @throws RuntimeException something did not work; the next sweep goes on there
     */
    public SweepReport sweep() {
        Instant started = clock.instant();
        int batches = 0;
        long expired = 0;
        boolean complete = true;
        for (Retention.Rule rule : retention.rules()) {
            Optional<Integer> batch = Optional.of(0);
            while (batch.isPresent() && batches < limits.batches()) {
                batch = ledger.alone(() -> batch(rule, rule.cutOff(started)));
                expired += batch.orElse(0);
                batches++;
            }
            complete &= batch.isEmpty();
        }
        SweepReport report = new SweepReport(started, expired, complete);
        ledger.alone(() -> {
            SweepState state = state();
            ledger.sweep(new SweepState(state.rules(), state.reached(), Optional.of(report)));
            ledger.save();
            return report;
        });
        return report;
    }

    /** @return how many payloads it destroyed; empty where there was nothing left to look at */
    private Optional<Integer> batch(Retention.Rule rule, Instant cutOff) {
        long from = state().reached().getOrDefault(rule.prefix(), 0L);
        int rest = (int) (ErasureRecords.WINDOW - from % ErasureRecords.WINDOW);
        List<LoggedEvent> old = ledger.log().read(from, rest, limits.bytes()).stream()
                .takeWhile(logged -> !logged.entry().received().isAfter(cutOff))
                .toList();
        if (old.isEmpty()) {
            return Optional.empty();
        }
        List<Long> expired = old.stream()
                .filter(logged -> expires(logged, rule))
                .map(LoggedEvent::index)
                .toList();
        if (!expired.isEmpty()) {
            ledger.record(events.expiry(
                    records.nextExpiry(from / ErasureRecords.WINDOW), rule, cutOff, IndexRange.cover(expired)));
        }
        reached(rule, old.getLast().index() + 1);
        return Optional.of(expired.size());
    }

    private boolean expires(LoggedEvent logged, Retention.Rule rule) {
        return logged.event().map(event -> expires(event, logged.entry(), rule)).orElse(false);
    }

    private boolean expires(Event event, LogEntry entry, Retention.Rule rule) {
        return retention.ruleFor(event.key().source()).equals(Optional.of(rule))
                && !Erasures.isProtected(event)
                && ledger.holding(event, entry).isEmpty();
    }

    /** Places that were reached under other rules mean nothing. */
    private SweepState state() {
        SweepState state = ledger.sweep();
        return state.rules().equals(retention.rules())
                ? state
                : new SweepState(retention.rules(), Map.of(), state.last());
    }

    private void reached(Retention.Rule rule, long index) {
        SweepState state = state();
        Map<String, Long> reached = new HashMap<>(state.reached());
        reached.put(rule.prefix(), index);
        ledger.sweep(new SweepState(state.rules(), reached, state.last()));
    }
}
