package dev.gatehouse.scanner;

import dev.gatehouse.scanner.access.GuardedScans;
import dev.gatehouse.scanner.http.ProgressRoute;
import dev.gatehouse.scanner.http.ScannerProblems;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.BearerAuthenticator;
import dev.gatehouse.service.access.RateLimits;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.FailureProblems;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RouteProblems;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Puts the wire together. */
public class HttpWiring {
    /** Before the resources' own route, which takes all paths. */
    private static final int FIRST = -1_000;
    /** Looks that pass before a stream's credential is looked at. */
    private static final int HEARTBEAT = 15;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Produces
    @Singleton
    Admission admission(BearerAuthenticator authenticator, RateLimits limits, AuditTrail trail) {
        return new Admission(authenticator, limits, trail);
    }

    @Produces
    @Singleton
    FailureProblems failureProblems() {
        return new FailureProblems(new ScannerProblems());
    }

    @Produces
    @Singleton
    RouteProblems routeProblems(FailureProblems failures) {
        return new RouteProblems(failures);
    }

    @Produces
    @Singleton
    ProgressRoute progressRoute(
            Admission admission,
            GuardedScans scans,
            RouteProblems problems,
            VirtualThreads threads,
            Settings settings) {
        ScanSettings.Scan scan = settings.scan();
        return new ProgressRoute(
                admission,
                scans,
                problems,
                threads,
                Made.named(
                        "gatehouse.scan.max-streams, .progress-interval",
                        () -> new ProgressRoute.Limits(
                                scan.maxStreams(), scan.progressInterval(), HEARTBEAT, PATIENCE)));
    }

    void routes(@Observes Router router, ProgressRoute progress, RouteProblems problems) {
        router.get("/v1/scans/:id/progress").order(FIRST).handler(progress::handle);
        router.errorHandler(413, context -> problems.send(context, Problems.ofStatus(413)));
    }

    void stop(@Observes ShutdownEvent stopping, ProgressRoute progress) {
        progress.close();
    }
}
