package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.scanner.access.Gatekeeper;
import dev.gatehouse.scanner.access.GuardedResponses;
import dev.gatehouse.scanner.response.AutoResponse;
import dev.gatehouse.scanner.response.ResponseAudit;
import dev.gatehouse.scanner.response.ResponseControls;
import dev.gatehouse.scanner.response.ResponseEngine;
import dev.gatehouse.scanner.response.ResponseRules;
import dev.gatehouse.scanner.response.ResponseStore;
import dev.gatehouse.scanner.response.Responses;
import dev.gatehouse.scanner.response.Subjects;
import dev.gatehouse.scanner.response.WatchedResponses;
import dev.gatehouse.scanner.response.plan.PlanReader;
import dev.gatehouse.scanner.response.plan.PlanSet;
import dev.gatehouse.scanner.rule.LoadedRules;
import dev.gatehouse.scanner.rule.Rule;
import dev.gatehouse.scanner.store.local.SqliteResponseControls;
import dev.gatehouse.scanner.store.local.SqliteResponseStore;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.document.InvalidDocument;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Puts together what answers findings. */
public class ResponseWiring {
    private static final Duration RECHECK = Duration.ofSeconds(15);

    @Produces
    @Singleton
    ResponseStore responseStore(Backends backends, ResponseMetrics metrics) {
        ResponseStore kept =
                backends.embedded(stores -> new SqliteResponseStore(stores.findings()), AwsWiring::responseStore);
        return new WatchedResponses(kept, metrics);
    }

    @Produces
    @Singleton
    ResponseControls responseControls(Backends backends) {
        return backends.embedded(stores -> new SqliteResponseControls(stores.findings()), AwsWiring::responseControls);
    }

    @Produces
    @Singleton
    ResponseAudit responseAudit(AuditOutbox outbox, InstantSource clock) {
        return new ResponseAudit(outbox, new EventIds(clock, new SecureRandom())::next, clock);
    }

    @Produces
    @Singleton
    ResponseRules responseRules(Settings settings) {
        ResponseSettings.Response response = settings.response();
        return Made.named(
                "gatehouse.response.per-hour, .lease, .settle",
                () -> new ResponseRules(
                        response.mode(), response.perHour(), response.lease(), response.settle(), RECHECK));
    }

    @Produces
    @Singleton
    PlanSet plans(Settings settings) {
        byte[] text =
                Documents.read("gatehouse.response.plans", settings.response().plans(), "response-plans.yaml");
        try {
            return PlanReader.read(text);
        } catch (InvalidDocument e) {
            throw new ReadinessFailure("gatehouse.response.plans", String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    Subjects subjects(LoadedRules rules) {
        return new Subjects(id -> rules.rules().find(id).map(Rule::tags).orElse(List.of()));
    }

    @Produces
    @Singleton
    Responses responses(
            ResponseStore store,
            ResponseControls controls,
            FindingStore findings,
            PlanSet plans,
            Subjects subjects,
            ResponseAudit audit,
            ResponseRules rules,
            InstantSource clock) {
        return new Responses(
                store,
                controls,
                findings,
                plans,
                subjects,
                audit,
                rules,
                new EventIds(clock, new SecureRandom())::next,
                clock);
    }

    @Produces
    @Singleton
    GuardedResponses guardedResponses(Responses responses, Gatekeeper gate, AuditTrail trail) {
        return new GuardedResponses(responses, gate, trail);
    }

    @Produces
    @Singleton
    AutoResponse autoResponse(
            ResponseStore store,
            ResponseControls controls,
            FindingStore findings,
            PlanSet plans,
            Subjects subjects,
            ResponseAudit audit,
            ResponseRules rules,
            InstantSource clock) {
        return new AutoResponse(store, controls, findings, plans, subjects, audit, rules, clock);
    }

    @Produces
    @Singleton
    ResponseEngine responseEngine(
            ResponseStore store,
            ResponseControls controls,
            FindingStore findings,
            Subjects subjects,
            ResponseActions actions,
            ResponseMachines machines,
            ResponseAudit audit,
            ResponseRules rules,
            InstantSource clock) {
        return new ResponseEngine(
                store, controls, findings, subjects, actions.all(), machines.chosen(), audit, rules, clock);
    }
}
