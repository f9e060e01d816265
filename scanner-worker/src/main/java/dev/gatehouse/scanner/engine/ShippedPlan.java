package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.rule.RuleFile;

/**
 * The packaged rules made ready. It is made when this class is initialised, which a native executable does when it is built: the
 * plan is then part of the executable, and a scan begins with it at once. Expressions are compiled when they are first needed,
 * here as everywhere.
 */
final class ShippedPlan {
    static final Plan PLAN = Plan.of(RuleFile.loadShipped().rules());

    private ShippedPlan() {}
}
