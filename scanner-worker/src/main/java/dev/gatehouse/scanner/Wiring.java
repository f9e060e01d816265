package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.scanner.access.Gatekeeper;
import dev.gatehouse.scanner.access.GuardedFindings;
import dev.gatehouse.scanner.access.GuardedScans;
import dev.gatehouse.scanner.response.AutoResponse;
import dev.gatehouse.scanner.triage.FindingAudit;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.FindingTracker;
import dev.gatehouse.scanner.triage.TrackingLimits;
import dev.gatehouse.scanner.triage.Triage;
import dev.gatehouse.scanner.work.AllowedPlaces;
import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.scanner.work.TargetRuns;
import dev.gatehouse.scanner.work.WorkQueue;
import dev.gatehouse.scanner.work.WorkSettings;
import dev.gatehouse.scanner.work.Workers;
import dev.gatehouse.service.access.AuditTrail;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/** Puts the features together over the stores. */
public class Wiring {
    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    TrackingLimits trackingLimits(Settings settings) {
        return Made.named(
                "gatehouse.findings.max-locations, .max-history",
                () -> new TrackingLimits(
                        settings.findings().maxLocations(), settings.findings().maxHistory()));
    }

    @Produces
    @Singleton
    FindingTracker tracker(
            FindingStore store, AuditOutbox outbox, TrackingLimits limits, InstantSource clock, AutoResponse listener) {
        FindingAudit audit = new FindingAudit(outbox, new EventIds(clock, new SecureRandom())::next, clock);
        return new FindingTracker(store, audit, limits, clock, listener);
    }

    @Produces
    @Singleton
    GuardedFindings guardedFindings(
            FindingStore store, TrackingLimits limits, Gatekeeper gate, AuditTrail trail, InstantSource clock) {
        return new GuardedFindings(store, new Triage(store, limits, clock), gate, trail);
    }

    @Produces
    @Singleton
    Scans scans(ScanStore store, WorkQueue queue, ScanMetrics metrics, InstantSource clock) {
        return new Scans(store, queue, metrics, new EventIds(clock, new SecureRandom())::next, clock);
    }

    @Produces
    @Singleton
    AllowedPlaces allowedPlaces(Settings settings) {
        return Made.named(
                "gatehouse.scan.allowed",
                () -> new AllowedPlaces(settings.scan().allowed().orElse(List.of()).stream()
                        .map(AllowedPlaces.Place::parse)
                        .toList()));
    }

    @Produces
    @Singleton
    GuardedScans guardedScans(
            Scans scans, Targets targets, Sources sources, AllowedPlaces allowed, Gatekeeper gate, AuditTrail trail) {
        return new GuardedScans(scans, targets.all(), sources.all(), allowed, gate, trail);
    }

    @Produces
    @Singleton
    TargetRuns targetRuns(Scans scans, RunLog log, InstantSource clock) {
        return new TargetRuns(scans, log, clock);
    }

    @Produces
    @Singleton
    Workers workers(
            WorkQueue queue,
            ScanStore store,
            ScanState state,
            Scans scans,
            Sources sources,
            FindingTracker tracker,
            Settings settings,
            ScanMetrics metrics) {
        ScanSettings.Scan scan = settings.scan();
        WorkSettings work = Made.named(
                "gatehouse.scan.lease, .attempts, .retry-after, .max-queued",
                () -> new WorkSettings(
                        scan.lease(),
                        scan.attempts(),
                        scan.retryAfter(),
                        scan.maxQueued(),
                        WorkSettings.DEFAULT.pause()));
        return new Workers(queue, store, state, scans, sources.all(), tracker, work, metrics);
    }
}
