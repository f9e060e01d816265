package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.detect.Backtest;
import dev.gatehouse.audit.detect.BacktestRange;
import dev.gatehouse.audit.detect.RuleCatalog;
import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaParser;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Resource;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What a rule would have found: {@code POST /v1/rules/{id}/backtest} for one of the catalog's, and {@code POST
 * /v1/rules/backtest} for one that is sent. A run looks at events of those sources only that the caller may read, and is on
 * record.
 */
public final class BacktestRoute {
    private final Admission admission;
    private final Gatekeeper gate;
    private final AuditTrail trail;
    private final RuleCatalog rules;
    private final LogReader log;
    private final Backtests backtests;
    private final Bodies bodies;
    private final RouteProblems problems;
    private final Executor workers;

    /**
     * How rules are run.
     *
     * @param backtest runs them
     * @param maxEvents how many events it looks at
     * @param threads has a thread for as many runs as there may be at a time, and rejects more: a run computes for long
     */
    public record Backtests(Backtest backtest, long maxEvents, Executor threads) {}

    public BacktestRoute(
            Admission admission,
            Gatekeeper gate,
            AuditTrail trail,
            RuleCatalog rules,
            LogReader log,
            Backtests backtests,
            Bodies bodies,
            RouteProblems problems,
            Executor workers) {
        this.admission = admission;
        this.gate = gate;
        this.trail = trail;
        this.rules = rules;
        this.log = log;
        this.backtests = backtests;
        this.bodies = bodies;
        this.problems = problems;
        this.workers = workers;
    }

    /** Runs a rule of the catalog. */
    public void rule(RoutingContext context) {
        serve(context, (caller, body) -> {
            Optional<Resource> resource = RuleRoute.id(context).map(id -> Capabilities.rule(id.toString()));
            resource.ifPresent(named -> gate.require(caller, Capabilities.READ, named));
            Optional<SigmaRule> rule =
                    RuleRoute.id(context).flatMap(rules::find).map(RuleCatalog.Entry::rule);
            if (rule.isEmpty()) {
                problems.send(context, Problems.NOT_FOUND);
                return;
            }
            run(context, caller, rule.get(), resource.orElseThrow(), BacktestRequest.ofJson(body));
        });
    }

    /** Runs a rule that is sent, and that nothing is kept of. */
    public void draft(RoutingContext context) {
        serve(context, (caller, body) -> {
            Resource resource = Capabilities.rule(RuleRoute.DRAFT);
            gate.require(caller, Capabilities.READ, resource);
            BacktestRange range = BacktestRequest.ofQuery(context.request().params(false));
            RuleRoute.guarded(context, () -> run(context, caller, SigmaParser.parse(body), resource, range));
        });
    }

    private void run(RoutingContext context, Caller caller, SigmaRule rule, Resource resource, BacktestRange range) {
        RuleSet set = rules.with(rule);
        for (SigmaRule base : set.bases(rule)) {
            gate.require(caller, Capabilities.READ, Capabilities.rule(base.id().toString()));
        }
        trail.read(caller, List.of(new AuditTrail.Read(resource, rule.version())));
        Backtest.Report report = backtests
                .backtest()
                .run(set, rule, range.scan(log, backtests.maxEvents()), range.scope(readable(caller)));
        RuleRoute.send(context, 200, "application/json", RuleJson.report(rule, report));
    }

    private static Predicate<String> readable(Caller caller) {
        Map<String, Boolean> known = new HashMap<>();
        return source ->
                known.computeIfAbsent(source, asked -> caller.may(Capabilities.READ, Capabilities.source(asked)));
    }

    private void serve(RoutingContext context, BiConsumer<Caller, byte[]> serving) {
        bodies.read(
                context,
                body -> workers.execute(() -> problems.guarded(context, () -> {
                    switch (admission.admit(context.request())) {
                        case Admission.Admitted(Caller caller) -> enqueue(context, () -> serving.accept(caller, body));
                        case Admission.Refused(Problem problem) -> problems.send(context, problem);
                    }
                })));
    }

    private void enqueue(RoutingContext context, Runnable serving) {
        try {
            backtests.threads().execute(() -> problems.guarded(context, serving));
        } catch (RejectedExecutionException e) {
            problems.send(
                    context,
                    new Problem(503, "busy", "Unavailable", "As many backtests are running as may.")
                            .retryingAfter(Problems.RETRY_SECONDS));
        }
    }
}
