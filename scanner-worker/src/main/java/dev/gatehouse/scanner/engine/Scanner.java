package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.rule.RuleSet;

/** Rules made ready to run. Immutable, so one serves all threads; each thread takes a {@link Scan} of its own. */
public final class Scanner {
    private final Plan plan;
    private final FingerprintKey key;
    private final ScanLimits limits;
    private final ManagedValues managed;

    private Scanner(Plan plan, FingerprintKey key, ScanLimits limits, ManagedValues managed) {
        this.plan = plan;
        this.key = key;
        this.limits = limits;
        this.managed = managed;
    }

    /**
     * A scanner of some rules.
     *
     * @throws dev.gatehouse.scanner.rule.InvalidRules a rule can't run; every problem is named
     */
    public static Scanner of(RuleSet rules, FingerprintKey key, ScanLimits limits) {
        Plan plan = rules.isShipped() ? ShippedPlan.PLAN : Plan.of(rules);
        return new Scanner(plan, key, limits, ManagedValues.NONE);
    }

    /** This scanner, looking for these managed values. */
    public Scanner with(ManagedValues values) {
        return new Scanner(plan, key, limits, values);
    }

    /** A thread's scan, with its buffers; to be used for many objects. */
    public Scan newScan() {
        return new Scan(plan, key, limits, managed);
    }

    /** For measuring. */
    Keywords keywords() {
        return plan.keywords();
    }
}
