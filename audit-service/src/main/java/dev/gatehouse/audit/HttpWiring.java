package dev.gatehouse.audit;

import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.http.AuditProblems;
import dev.gatehouse.audit.http.Bodies;
import dev.gatehouse.audit.http.IngestRoute;
import dev.gatehouse.audit.http.LogRoute;
import dev.gatehouse.audit.ingest.EventLimits;
import dev.gatehouse.audit.ingest.Ingest;
import dev.gatehouse.audit.log.Cosignatures;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.BearerAuthenticator;
import dev.gatehouse.service.access.RateLimits;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.FailureProblems;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the wire together. */
public class HttpWiring {
    /** Before the resources' own route, which takes all paths. */
    private static final int FIRST = -1_000;

    @Produces
    @Singleton
    Admission admission(BearerAuthenticator authenticator, RateLimits limits, AuditTrail trail) {
        return new Admission(authenticator, limits, trail);
    }

    @Produces
    @Singleton
    FailureProblems failureProblems() {
        return new FailureProblems(new AuditProblems());
    }

    @Produces
    @Singleton
    RouteProblems routeProblems(FailureProblems failures) {
        return new RouteProblems(failures);
    }

    @Produces
    @Singleton
    IngestRoute ingestRoute(
            Admission admission,
            Ingest ingest,
            EventLimits limits,
            RouteProblems problems,
            Workers workers,
            IngestMetrics metrics,
            Settings settings) {
        Bodies bodies =
                new Bodies(settings.ingest().maxBodyBytes(), settings.ingest().maxBodiesBytes(), problems);
        return new IngestRoute(admission, ingest, bodies, limits, problems, workers, metrics);
    }

    @Produces
    @Singleton
    LogRoute logRoute(
            Admission admission,
            Gatekeeper gate,
            SealedLog log,
            Cosignatures cosignatures,
            RouteProblems problems,
            Workers workers,
            Settings settings) {
        return new LogRoute(
                admission,
                gate,
                log,
                cosignatures,
                problems,
                workers,
                settings.log().open());
    }

    void routes(@Observes Router router, IngestRoute ingest, LogRoute log, RouteProblems problems) {
        router.post("/v1/events").order(FIRST).handler(ingest::handle);
        router.get("/checkpoint").order(FIRST).handler(log::checkpoint);
        router.get("/tile/*").order(FIRST).handler(log::tile);
        router.errorHandler(413, context -> problems.send(context, Problems.ofStatus(413)));
    }
}
