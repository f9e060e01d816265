package dev.gatehouse.audit;

import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.http.LogHealthRoute;
import dev.gatehouse.audit.http.SegmentRoute;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.verify.ContinuousVerification;
import dev.gatehouse.audit.log.verify.FaultStore;
import dev.gatehouse.audit.log.verify.LogSource;
import dev.gatehouse.audit.log.verify.LogTrust;
import dev.gatehouse.audit.log.verify.OpenLog;
import dev.gatehouse.audit.log.verify.VerificationPace;
import dev.gatehouse.audit.storage.local.FaultFile;
import dev.gatehouse.audit.tlog.NoteSigner;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.RouteProblems;
import dev.gatehouse.service.local.DataFolder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Puts together what verifies the log, here and elsewhere. */
public class VerifyWiring {
    /** Before the resources' own route, which takes all paths. */
    private static final int FIRST = -1_000;

    private Optional<Thread> verifying = Optional.empty();

    @Produces
    @Singleton
    LogSource logSource(SealedLog log) {
        return new OpenLog(log);
    }

    @Produces
    @Singleton
    FaultStore faultStore(DataFolder folder) {
        return new FaultFile(folder.resolve("log-fault.json"));
    }

    @Produces
    @Singleton
    VerificationPace pace(Settings settings) {
        try {
            return new VerificationPace(
                    settings.verify().bytesPerSecond(), settings.verify().betweenPasses());
        } catch (IllegalArgumentException e) {
            throw new ReadinessFailure("gatehouse.verify", String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    ContinuousVerification verification(
            LogSource log,
            NoteSigner signer,
            VerificationPace pace,
            FaultStore faults,
            InstantSource clock,
            VerifyMetrics metrics) {
        LogTrust trust = LogTrust.of(signer.verifierKey()).withOrigin(signer.name());
        try {
            return new ContinuousVerification(
                    log, trust, pace, faults, clock, System::nanoTime, Thread::sleep, metrics);
        } catch (StorageFailed e) {
            throw new ReadinessFailure("gatehouse.data-dir", String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    SegmentRoute segmentRoute(
            Admission admission, Gatekeeper gate, LogSource log, RouteProblems problems, Workers workers) {
        return new SegmentRoute(admission, gate, log, problems, workers);
    }

    @Produces
    @Singleton
    LogHealthRoute logHealthRoute(
            Admission admission,
            Gatekeeper gate,
            ContinuousVerification verification,
            RouteProblems problems,
            Workers workers) {
        return new LogHealthRoute(admission, gate, verification::state, problems, workers);
    }

    void routes(@Observes Router router, SegmentRoute segments, LogHealthRoute health) {
        router.get("/v1/log/segments").order(FIRST).handler(segments::list);
        router.get("/v1/log/segments/:first").order(FIRST).handler(segments::segment);
        router.get("/v1/log/health").order(FIRST).handler(health::health);
    }

    void start(
            @Observes StartupEvent event,
            ContinuousVerification verification,
            VerifyMetrics metrics,
            Settings settings) {
        verification.state().fault().ifPresent(metrics::known);
        if (settings.verify().enabled()) {
            verifying = Optional.of(
                    Thread.ofPlatform().daemon().name("log-verifier").start(verification));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        verifying.ifPresent(Thread::interrupt);
    }
}
