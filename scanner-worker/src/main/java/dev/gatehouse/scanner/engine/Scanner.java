package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.rule.RuleSet;

/** Rules made ready to run. Immutable, so one serves all threads; each thread takes a {@link Scan} of its own. */
public final class Scanner {
    private Scanner() {}

    /**
     * A scanner of some rules.
     *
     * @throws dev.gatehouse.scanner.rule.InvalidRules a rule can't run; every problem is named
     */
    public static Scanner of(RuleSet rules, FingerprintKey key, ScanLimits limits) {
        throw new UnsupportedOperationException("next commit");
    }

    /** This scanner, looking for managed values too. */
    public Scanner with(ManagedValues values) {
        throw new UnsupportedOperationException("next commit");
    }

    /** A thread's scan, with its buffers; to be used for many objects. */
    public Scan newScan() {
        throw new UnsupportedOperationException("next commit");
    }
}
