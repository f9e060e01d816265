package dev.gatehouse.audit;

import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.detect.Backtest;
import dev.gatehouse.audit.detect.RuleCatalog;
import dev.gatehouse.audit.http.BacktestRoute;
import dev.gatehouse.audit.http.Bodies;
import dev.gatehouse.audit.http.RuleRoute;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts the rules on the wire. */
public class DetectHttpWiring {
    private static final int FIRST = -1_000;
    private static final int MAX_BODY = 128 << 10;
    private static final long MAX_BODIES = 8 << 20;
    private static final int SHOWN = 50;
    private static final long IDLE_SECONDS = 10;

    @Produces
    @Singleton
    RuleRoute ruleRoute(
            Admission admission, Gatekeeper gate, RuleCatalog rules, RouteProblems problems, Workers workers) {
        return new RuleRoute(admission, gate, rules, new Bodies(MAX_BODY, MAX_BODIES, problems), problems, workers);
    }

    @Produces
    @Singleton
    BacktestRoute backtestRoute(
            Admission admission,
            Gatekeeper gate,
            AuditTrail trail,
            RuleCatalog rules,
            SealedLog log,
            RouteProblems problems,
            Workers workers,
            Settings settings,
            InstantSource clock) {
        return new BacktestRoute(
                admission,
                gate,
                trail,
                rules,
                log,
                backtests(settings.detect().backtest(), clock),
                new Bodies(MAX_BODY, MAX_BODIES, problems),
                problems,
                workers);
    }

    private static BacktestRoute.Backtests backtests(DetectSettings.Backtests settings, InstantSource clock) {
        return Sinks.named(
                "backtest",
                () -> new BacktestRoute.Backtests(
                        new Backtest(new Backtest.Limits(settings.maxEvents(), SHOWN, settings.maxTime()), clock),
                        settings.maxEvents(),
                        new ThreadPoolExecutor(
                                0,
                                settings.concurrent(),
                                IDLE_SECONDS,
                                TimeUnit.SECONDS,
                                new SynchronousQueue<>(),
                                Thread.ofPlatform()
                                        .name("backtest-", 0)
                                        .daemon()
                                        .factory())));
    }

    void routes(@Observes Router router, RuleRoute rules, BacktestRoute backtests) {
        router.get("/v1/rules").order(FIRST).handler(rules::list);
        router.get("/v1/rules/:id").order(FIRST).handler(rules::get);
        router.post("/v1/rules/validate").order(FIRST).handler(rules::validate);
        router.post("/v1/rules/backtest").order(FIRST).handler(backtests::draft);
        router.post("/v1/rules/:id/backtest").order(FIRST).handler(backtests::rule);
    }
}
