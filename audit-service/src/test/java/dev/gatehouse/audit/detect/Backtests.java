package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.log.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Backtests without limits. */
final class Backtests {
    /** Everything. */
    static final Backtest.Scope ALL = new Backtest.Scope(Instant.MIN, Instant.MAX, source -> true);

    private Backtests() {}

    static Backtest.Report run(RuleSet rules, SigmaRule rule, List<LoggedEvent> events) {
        Backtest.Limits limits = new Backtest.Limits(1_000_000, 100, Duration.ofHours(1));
        return new Backtest(limits, InstantSource.fixed(Instant.EPOCH)).run(rules, rule, events.iterator(), ALL);
    }
}
